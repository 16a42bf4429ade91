import type { EvaluateRequest, ScoredEvaluation, ScoringFailure, UnscoredEvaluation } from "./evaluation.ts";

/** An item as the door hands it in: a request, or why it is none. */
export type BatchItem = { readonly id: string | null; readonly groupId: string | null } & (
  | { readonly request: EvaluateRequest }
  | { readonly invalid: ScoringFailure }
);

export interface BatchRequest {
  readonly items: readonly BatchItem[];
  /** `group`: the reward of an item is its expected win share within its group. */
  readonly rewardMode: "absolute" | "group";
  /** Instant after which nothing more is started, in milliseconds since 1970; null: none. */
  readonly deadlineAt: number | null;
}

/** An item's names, which its result has too. */
export interface NamedItem {
  /** The item's own, else its place in the batch: `0` is the first. */
  readonly id: string;
  readonly groupId: string | null;
}

/** An item with a reward. */
export interface ScoredResult extends NamedItem {
  readonly status: ScoredEvaluation["status"];
  readonly evaluation: ScoredEvaluation;
  /** Expected share of wins within the group, 0..1: the reward in group mode; null in absolute mode. */
  readonly groupReward: number | null;
}

/** What became of one item. */
export type BatchResult =
  | ScoredResult
  | (NamedItem & { readonly status: "unscored"; readonly evaluation: UnscoredEvaluation; readonly groupReward: null })
  | (NamedItem & { readonly status: "error"; readonly failure: ScoringFailure });

export interface BatchSummary {
  readonly ok: number;
  readonly disqualified: number;
  readonly unscored: number;
  readonly error: number;
  /** Of the items that have a reward, before any group view; null where there is none. */
  readonly meanReward: number | null;
}

export interface BatchEvaluation {
  /** In the order of the items. */
  readonly results: readonly BatchResult[];
  readonly summary: BatchSummary;
  readonly scoringVersion: string;
  readonly totalTimeMs: number;
}
