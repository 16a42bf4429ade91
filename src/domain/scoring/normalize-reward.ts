import type { RewardRank, RewardsMeasure } from "./measure-rewards.ts";

/** Where a reward stands in one window of its key's history. */
export interface NormalizedReward {
  /** Distance from the mean in standard deviations. Null where fewer than two rewards, or only equal ones, are in the window. */
  readonly zScore: number | null;
  /** Share of the window's rewards below this one, equal ones half, 0..1; null where there are none. */
  readonly percentile: number | null;
  readonly count: number;
  readonly mean: number | null;
  /** Of the sample (n − 1); null where fewer than two rewards are in the window. */
  readonly standardDeviation: number | null;
}

/** Holds a reward against what its window amounts to, itself not among it. */
export function normalizeReward(reward: number, measure: Omit<RewardsMeasure, "ranks">, rank: RewardRank): NormalizedReward {
  const { count, mean, squaredDeviations } = measure;
  const standardDeviation = count > 1 ? Math.sqrt(squaredDeviations / (count - 1)) : null;
  return {
    zScore: mean === null || standardDeviation === null || standardDeviation === 0 ? null : (reward - mean) / standardDeviation,
    percentile: count > 0 ? (rank.below + rank.equal / 2) / count : null,
    count,
    mean,
    standardDeviation,
  };
}
