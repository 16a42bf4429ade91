import { type MonitorTally, type Quantity, sumOffset } from "./monitor-tally.ts";

/** The mean of a quantity, and how sure it is where answers to the same prompt are alike. In the tally's whole units. */
export interface QuantitySums {
  /** Answers. */
  readonly count: number;
  /** Prompts that they answer. */
  readonly groups: number;
  readonly mean: number;
  /** Σ(x − mean)². */
  readonly centredSquares: number;
  /** Of the mean, from the differences between groups: the ratio estimator's (Cochran 1977, 6.3). 0 below two groups. */
  readonly standardError: number;
  /** As many independent answers would tell as much: 1..count. Where no answer differs from another, the number of groups. */
  readonly effectiveCount: number;
}

/** Reads the sums of a quantity; null: no answers. */
export function readQuantity(tally: MonitorTally, quantity: Quantity): QuantitySums | null {
  const offset = sumOffset(quantity);
  const [count = 0, sum = 0, squares = 0, groups = 0, countSquares = 0, sumSquares = 0, products = 0] = tally.subarray(
    offset,
    offset + 7,
  );
  if (count === 0) {
    return null;
  }
  const mean = sum / count;
  const centredSquares = Math.max(0, squares - sum * mean);
  const betweenGroups = Math.max(0, sumSquares - 2 * mean * products + mean * mean * countSquares);
  const variance = groups < 2 ? 0 : ((groups / (groups - 1)) * betweenGroups) / (count * count);
  const varianceAlone = count < 2 ? 0 : centredSquares / (count * (count - 1));
  const effectiveCount =
    varianceAlone === 0 || variance === 0 ? groups : Math.max(1, Math.min(count, (count * varianceAlone) / variance));
  return { count, groups, mean, centredSquares, standardError: Math.sqrt(variance), effectiveCount };
}
