/** Where one reward stands among others: how many are less, how many the same. */
export interface RewardRank {
  readonly below: number;
  readonly equal: number;
}

/** What a set of rewards amounts to, and where others stand in it. */
export interface RewardsMeasure {
  readonly count: number;
  /** Null where the set is empty. */
  readonly mean: number | null;
  /** Sum of the squared distances from the mean; exactly 0 where all are the same. */
  readonly squaredDeviations: number;
  /** One for each reward that was asked about, in their order. */
  readonly ranks: readonly RewardRank[];
}

/** Measures a set of rewards and ranks those asked about in it. The order of the set does not matter, to the last bit. */
export function measureRewards(rewards: readonly number[], asked: readonly number[]): RewardsMeasure {
  const sorted = Float64Array.from(rewards).sort();
  const count = sorted.length;
  return {
    count,
    ...spreadOf(sorted),
    ranks: asked.map((reward) => {
      const below = countBefore(sorted, (other) => other < reward);
      return { below, equal: countBefore(sorted, (other) => other <= reward) - below };
    }),
  };
}

/** In two passes: the difference of two large sums would lose what little the rewards differ by. */
function spreadOf(sorted: Float64Array): Pick<RewardsMeasure, "mean" | "squaredDeviations"> {
  const [least] = sorted;
  if (least === undefined) {
    return { mean: null, squaredDeviations: 0 };
  }
  if (sorted.at(-1) === least) {
    return { mean: least, squaredDeviations: 0 };
  }
  const mean = sorted.reduce((sum, reward) => sum + reward, 0) / sorted.length;
  return { mean, squaredDeviations: sorted.reduce((sum, reward) => sum + (reward - mean) ** 2, 0) };
}

/** How many of the sorted numbers hold, where all that hold come first. */
function countBefore(sorted: Float64Array, holds: (reward: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] ?? Number.NaN)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
