/** DESIGN's sources of an answer. */
export type SourceKind = "people" | "blend" | "reward_model" | "judge" | "learned" | "rubric";

/** Who gave an answer. */
export interface AnsweringSource {
  readonly kind: SourceKind;
  /** A model's name in the configuration; `learned`, `rubric`, `people`, `blend` for what has no other. */
  readonly id: string;
  /** Null where votes had a part in it: they have none. */
  readonly revision: string | null;
  /** A source that goes before it was asked, or would have been, and had nothing to say. */
  readonly degraded: boolean;
  /** Why, where it is degraded: the first such source and its outcome, such as `skywork: timeout`. */
  readonly reason: string | null;
}

/**
 * What became of asking a source. Beside the model's own failures: `ok`; `no_time` (not started: too little time left); `breaker_open`, `queue_full` (not started: it fails or is full); `not_ready` (self-test failed or not done);
 * `inactive` (a learned model that has not proved itself); `abstained`; `distrusted` (votes show that its scores do not follow people's preferences); `stale` (a kept answer stood in); `forced` (switched off for this request);
 * `not_needed` (asked beside one that goes before it, which answered first).
 */
export const SOURCE_OUTCOMES = [
  "ok",
  "no_time",
  "breaker_open",
  "queue_full",
  "not_ready",
  "inactive",
  "abstained",
  "distrusted",
  "stale",
  "forced",
  "not_needed",
] as const;

/** A source that was asked or passed over, in the order of the chain. */
export interface SourceAttempt {
  readonly sourceId: string;
  /** One of SOURCE_OUTCOMES or of the model's failures. */
  readonly outcome: string;
  /** From when it was asked to its outcome; 0 where it was not started. */
  readonly durationMs: number;
}

/** Nobody but the rubric was or would have been asked. */
export const NO_ATTEMPTS: readonly SourceAttempt[] = [];
