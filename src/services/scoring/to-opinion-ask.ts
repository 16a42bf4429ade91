import { toModelQuestion } from "../../domain/judging/to-model-question.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { OpinionAsk } from "../fallback/opinions.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** A conversation that others than the rubric are asked about. */
export interface AskedConversation {
  readonly messages: readonly TranscriptMessage[];
  readonly reference: string | null;
  /** 0..1; null: it has none. */
  readonly rubricReward: number | null;
}

/** The question to the fallback about conversations of one scenario; null where its collection has just gone. */
export function toOpinionAsk(
  ports: Pick<ScoringPorts, "scenarios">,
  scenario: Scenario,
  shape: OpinionAsk["shape"],
  conversations: readonly AskedConversation[],
): OpinionAsk | null {
  const { collectionSlug, slug } = scenario.public;
  const collection = ports.scenarios.findCollection(collectionSlug);
  return (
    collection && {
      collectionSlug,
      scenarioSlug: slug,
      scenarioDigest: scenario.digest,
      shape,
      candidates: conversations.map(({ messages, reference, rubricReward }) => ({
        question: toModelQuestion(messages, scenario, collection, reference),
        rubricReward,
      })),
    }
  );
}
