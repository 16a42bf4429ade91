import { type RewardComponents, toRewardComponents } from "../../domain/scoring/reward-components.ts";
import type { AnsweringSource } from "./answering-source.ts";
import type { BatchResult } from "./batch-evaluation.ts";
import type { ScoringFailure } from "./evaluation.ts";
import { isScored } from "./is-scored.ts";

/** What a trainer is told of one conversation. */
export interface SampleValue {
  /** In the reward mode that was asked for; null: none could be produced. */
  readonly reward: number | null;
  /** Of the conversation as a whole, 0..1; null as that. */
  readonly absolute: number | null;
  readonly scores: Readonly<Record<string, number | null>>;
  /** What `reward` is the sum of; null where there is none. */
  readonly components: RewardComponents | null;
  /** Null where there is a reward. */
  readonly failure: ScoringFailure | null;
  readonly source: AnsweringSource | null;
}

/** What became of a conversation that a batch holds. */
export function toSampleValue(result: BatchResult): SampleValue {
  if (isScored(result)) {
    const { reward, scores, scoreBreakdown, source } = result.evaluation;
    const components = toRewardComponents(scoreBreakdown, reward);
    return { reward, absolute: reward, scores, components, failure: null, source };
  }
  return toFailedValue(result.status === "error" ? result.failure : result.evaluation.failure);
}

/** Of a conversation without a reward. */
export function toFailedValue(failure: ScoringFailure): SampleValue {
  return { reward: null, absolute: null, scores: {}, components: null, failure, source: null };
}
