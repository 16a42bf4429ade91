import { LENGTH_BINS, type MonitorTally, type Quantity, REWARD_BINS, TALLY_LAYOUT } from "./monitor-tally.ts";
import { readQuantity } from "./quantity-sums.ts";
import { type StabilityEstimate, stabilityIndex } from "./stability-index.ts";

/** How far rewards and lengths have moved from where they were; null: nothing to hold against. */
export interface Drift {
  readonly reward: StabilityEstimate | null;
  readonly length: StabilityEstimate | null;
}

/** Holds what is seen now against a reference window, by the population stability index. */
export function measureDrift(reference: MonitorTally, current: MonitorTally, level: number): Drift {
  const measure = (quantity: Quantity, offset: number, width: number) => {
    const windowOf = (tally: MonitorTally) => ({
      bins: tally.subarray(offset, offset + width),
      effectiveCount: readQuantity(tally, quantity)?.effectiveCount ?? 0,
    });
    return stabilityIndex(windowOf(reference), windowOf(current), level);
  };
  return {
    reward: measure("reward", TALLY_LAYOUT.rewardBins, REWARD_BINS),
    length: measure("logLength", TALLY_LAYOUT.lengthBins, LENGTH_BINS),
  };
}
