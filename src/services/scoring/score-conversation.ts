import { InvalidRequestError } from "../../domain/errors.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import { DEFAULT_REWARD_CONFIG, type RewardConfig } from "../../domain/scoring/reward-config.ts";
import { splitSpeakers } from "../../domain/transcripts/split-speakers.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import { checkRewardConfig } from "./check-reward-config.ts";
import type { ScoringFailure } from "./evaluation.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { SCORING_VERSION } from "./scoring-versions.ts";
import { type SettledScore, settleEvaluation } from "./settle-evaluation.ts";
import { type Awaitable, whenThere } from "./when-there.ts";

/** One conversation to be scored, its scenario at hand. */
export interface ConversationQuestion {
  readonly scenario: Scenario;
  readonly messages: readonly TranscriptMessage[];
  /** Null: the scenario's own scoring. */
  readonly rewardConfig: RewardConfig | null;
  readonly reference: string | null;
  /** Where the conversation stands in the request, for errors: a JSON pointer, empty for the top. */
  readonly pointer: string;
}

/** Why there is no reward where the time was over before there was one. */
export const OUT_OF_TIME_FAILURE: ScoringFailure = {
  failureClass: "deadline",
  detail: "the latency budget ran out before this could be scored",
  retryable: true,
};

const OUT_OF_TIME: SettledScore = { status: "unscored", failure: OUT_OF_TIME_FAILURE };

/**
 * Asks the source for evidence and settles it, or finds the answer that the same question got before; at once where nothing has to be waited for. What the
 * deadline leaves no time for is unscored. Throws or rejects with InvalidRequestError (no line of the policy, weights that leave nothing to score).
 */
export function scoreConversation(
  ports: ScoringPorts,
  tenantId: string,
  question: ConversationQuestion,
  deadlineAt: number | null,
): Awaitable<SettledScore> {
  if (deadlineAt !== null && ports.clock.now() >= deadlineAt) {
    return OUT_OF_TIME;
  }
  const answer = () => settleQuestion(ports, question, deadlineAt);
  return ports.scoreCache.isOn ? ports.scoreCache.find(ports.sha256Hex(contentOf(tenantId, question)), answer) : answer();
}

function settleQuestion(ports: ScoringPorts, question: ConversationQuestion, deadlineAt: number | null): Awaitable<SettledScore> {
  const { scenario, messages, rewardConfig, reference, pointer } = question;
  const config = checkRewardConfig(rewardConfig ?? DEFAULT_REWARD_CONFIG, scenario);
  const transcript = splitSpeakers(messages, scenario.public.opening);
  if (transcript.moves.length === 0) {
    const detail = "holds no line of the policy";
    throw new InvalidRequestError(`messages ${detail}.`, { errors: [{ pointer: `${pointer}/messages`, detail }] });
  }
  const engine = ports.engines.prepare(scenario);
  const evidence = ports.rewardSource({ engine, transcript, config, reference }, deadlineAt);
  return whenThere(evidence, settleEvaluation);
}

function headOf(tenantId: string, digest: string, rewardConfig: RewardConfig | null, reference: string | null): string {
  return JSON.stringify([tenantId, digest, SCORING_VERSION, rewardConfig, reference]);
}

/** The head of questions without a config and a reference of their own. Those of a batch share it, so the last one is kept. */
function plainHead(tenantId: string, digest: string): string {
  if (lastHead?.tenantId !== tenantId || lastHead.digest !== digest) {
    lastHead = { tenantId, digest, text: headOf(tenantId, digest, null, null) };
  }
  return lastHead.text;
}

let lastHead: { readonly tenantId: string; readonly digest: string; readonly text: string } | null = null;

/**
 * All that the answer depends on: what the conversations of a batch share, then each message behind the lengths of its parts, so that no two questions read the
 * same. The tenant is part of it, so that nobody learns by the time it takes what another one has scored.
 */
function contentOf(tenantId: string, { scenario, messages, rewardConfig, reference }: ConversationQuestion): string {
  let text =
    rewardConfig === null && reference === null
      ? plainHead(tenantId, scenario.digest)
      : headOf(tenantId, scenario.digest, rewardConfig, reference);
  for (const { role, content, toolCalls } of messages) {
    const calls = toolCalls.length === 0 ? "" : JSON.stringify(toolCalls);
    text += `\n${role.length} ${content.length} ${calls.length} ${role}${content}${calls}`;
  }
  return text;
}
