import { assertInvariant } from "../assert.ts";
import { normalQuantile } from "../numerics/normal-quantile.ts";
import type { Estimate } from "./estimate.ts";

/** Neighbouring bins are put together until they hold this share of both windows: a bin with next to nothing in it is all noise. */
const BIN_SHARE_MIN = 0.1;
/** Added to each bin, so that one that is empty in one of the windows does not make the index infinite. */
const PRIOR_COUNT = 0.5;

/** How often each bin was hit, and how many independent observations that is worth. */
export interface BinnedWindow {
  readonly bins: ArrayLike<number>;
  readonly effectiveCount: number;
}

/** A stability index with its interval. */
export interface StabilityEstimate extends Estimate {
  /** The index less what two windows that do not differ reach by chance, with that confidence: above 0 something has moved, however far. */
  readonly beyondChance: number;
}

/**
 * Population stability index of two windows, Σ (p − q) ln(p/q) over bins: 0 for the same, by custom .1 is worth a look and .25 a change. Two samples of the same distribution have an index above 0
 * by chance, about χ² with f = (bins − 1) degrees of freedom times c = 1/n + 1/m (Yurdakul 2018); its mean is taken off. Of windows that do differ the χ² is a non-central one: the variance is 2fc² + 4c·index, so that
 * what has moved far is known less exactly than that nothing has moved. Null: a window is empty.
 */
export function stabilityIndex(reference: BinnedWindow, current: BinnedWindow, level: number): StabilityEstimate | null {
  assertInvariant(reference.bins.length === current.bins.length, "both windows have the same bins");
  const referenceCount = sumOf(reference.bins);
  const currentCount = sumOf(current.bins);
  if (referenceCount === 0 || currentCount === 0) {
    return null;
  }
  const scale = (bins: ArrayLike<number>, count: number, effectiveCount: number) =>
    Array.from(bins, (hits) => (hits / count) * effectiveCount);
  const before = scale(reference.bins, referenceCount, reference.effectiveCount);
  const now = scale(current.bins, currentCount, current.effectiveCount);
  const ends = poolBins(before, reference.effectiveCount, now, current.effectiveCount);
  const chance = 1 / reference.effectiveCount + 1 / current.effectiveCount;
  const freedom = ends.length - 1;
  const value = Math.max(0, indexOf(before, now, ends) - freedom * chance);
  const varianceByChance = 2 * freedom * chance * chance;
  const quantile = normalQuantile((1 + level) / 2);
  const reach = quantile * Math.sqrt(varianceByChance + 4 * chance * value);
  return {
    value,
    lower: Math.max(0, value - reach),
    upper: value + reach,
    beyondChance: Math.max(0, value - quantile * Math.sqrt(varianceByChance)),
    count: Math.min(reference.effectiveCount, current.effectiveCount),
  };
}

/** Where each of the bins that were put together ends, the last at the last bin. Both windows have the same say. */
function poolBins(before: readonly number[], beforeCount: number, now: readonly number[], nowCount: number): readonly number[] {
  const ends: number[] = [];
  let held = 0;
  for (const [place, hits] of before.entries()) {
    held += (hits / beforeCount + (now[place] ?? 0) / nowCount) / 2;
    if (held >= BIN_SHARE_MIN) {
      ends.push(place + 1);
      held = 0;
    }
  }
  // What is left over joins the last one.
  ends.pop();
  return [...ends, before.length];
}

function indexOf(before: readonly number[], now: readonly number[], ends: readonly number[]): number {
  const shares = (window: readonly number[]) => {
    const pooled = ends.map((end, index) => sumOf(window.slice(ends[index - 1] ?? 0, end)) + PRIOR_COUNT);
    const total = sumOf(pooled);
    return pooled.map((hits) => hits / total);
  };
  const nowShares = shares(now);
  return sumOf(
    shares(before).map((share, index) => {
      const nowShare = nowShares[index] ?? share;
      return (nowShare - share) * Math.log(nowShare / share);
    }),
  );
}

function sumOf(numbers: ArrayLike<number>): number {
  return Array.from(numbers).reduce((sum, number) => sum + number, 0);
}
