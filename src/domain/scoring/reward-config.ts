/** A caller's changes to the default scoring, in the words of the original reward-server API. */
export interface RewardConfig {
  /** Weight by kind of quality; a kind left out counts 0. Null: the scenario's own weights. */
  readonly qualityWeights: Readonly<Partial<Record<QualityKind, number>>> | null;
  /** True leaves all gates out: the minefields' and the rubric's. */
  readonly skipSafetyGate: boolean;
}

export const DEFAULT_REWARD_CONFIG: RewardConfig = { qualityWeights: null, skipSafetyGate: false };

export const QUALITY_KINDS = [
  "success_metrics",
  "failure_metrics",
  "best_practices",
  "rubrics",
  "discovery",
  "output_similarity",
  "decision_match",
] as const;

export type QualityKind = (typeof QUALITY_KINDS)[number];
