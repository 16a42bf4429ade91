import { speakConversation } from "../questions/speak-conversation.ts";
import type { Collection } from "../scenarios/collection.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { TranscriptMessage } from "../transcripts/transcript-message.ts";
import { criteriaOf } from "./criteria-of.ts";
import type { ModelQuestion } from "./model-question.ts";

/**
 * A conversation as reward models and judges are asked about it: what its speakers say, from the first line to the policy's last; what the other speaker said after that belongs to no answer. A conversation that the policy
 * begins is headed by the policy's brief, as the request that it took up.
 * @param messages with at least one line of the policy.
 * @param reference the right answer; null where the caller sent none.
 */
export function toModelQuestion(
  messages: readonly TranscriptMessage[],
  scenario: Scenario,
  collection: Pick<Collection, "dimensions">,
  reference: string | null,
): ModelQuestion {
  const { opening, policyBrief } = scenario.public;
  const lines = speakConversation(messages, opening);
  const spoken = lines.slice(0, lines.findLastIndex(({ role }) => role === "assistant") + 1);
  return {
    messages: spoken[0]?.role === "assistant" ? [{ role: "user", content: policyBrief }, ...spoken] : spoken,
    reference,
    criteria: criteriaOf(scenario, collection),
  };
}
