import type { CheckResult } from "../rubric/rubric.ts";
import type { ShapingStages } from "./shape-reward.ts";

/** One dimension's value with its explanation. Explanations carry counts and shares, never the scenario's own words. */
export interface DimensionScore {
  /** 0..1, or null where nothing of the dimension applies to the conversation. */
  readonly value: number | null;
  /** The scenario's own weight, whatever weights a caller asked for. */
  readonly weight: number;
  readonly explanation: string;
}

/** How a conversation stands: every stage from the dimensions to the one number. */
export interface Assessment {
  /** Dimension keys in the collection's order. */
  readonly scores: Readonly<Record<string, DimensionScore>>;
  /** Weighted mean of the dimensions that have a value, before gates and penalties, 0..1; null where none that counts has one. */
  readonly raw: number | null;
  readonly stages: ShapingStages;
  /** One result for each check of the scenario's rubric, in their order. Private: check ids are the scenario's own words. */
  readonly checks: readonly CheckResult[];
  /** A gate of factor 0 fell, a minefield's or the rubric's, and gates count: the reward is 0, if there is one. */
  readonly isDisqualified: boolean;
  /** The one number, 0..1; null exactly where `raw` is null. */
  readonly reward: number | null;
}
