import { createBoundedMemory } from "../bounded-memory.ts";
import { normalQuantile } from "../numerics/normal-quantile.ts";
import { studentQuantile } from "../numerics/student-quantile.ts";
import { wilsonInterval } from "../stopping/wilson-interval.ts";

/** A number with its interval, and what it rests on. */
export interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** Independent observations that it is worth; a fraction where answers to the same prompt are alike. */
  readonly count: number;
}

/** Below this variance of a correlation's Fisher transform nothing is known of it: three degrees of freedom. */
const FREEDOM_MIN = 3;
/** Keeps the Fisher transform of a perfect correlation finite. */
const CORRELATION_MAX = 1 - 1e-12;

/** A share seen in that many observations, with Wilson's interval; null: there were none. @param count may be a fraction. */
export function estimateShare(share: number, count: number, level: number): Estimate | null {
  if (count <= 0) {
    return null;
  }
  const [lower, upper] = wilsonInterval(share * count, count, level);
  // Rounding must not put a share of 0 or 1 outside its own interval.
  return { value: share, lower: Math.min(lower, share), upper: Math.max(upper, share), count };
}

/** From so many degrees of freedom on Student's quantile is the normal one to a fiftieth. */
const NORMAL_FROM = 200;
const quantiles = createBoundedMemory<number>(2 * NORMAL_FROM);

/**
 * A mean with its standard error and Student's interval; without bounds where the error is not known, which takes two groups.
 * @param groups that the error was read from.
 */
export function estimateMean(
  mean: number,
  standardError: number,
  { groups, count }: { readonly groups: number; readonly count: number },
  level: number,
): Estimate {
  const reach = groups < 2 ? Number.POSITIVE_INFINITY : quantileOf((1 + level) / 2, groups - 1) * standardError;
  return { value: mean, lower: mean - reach, upper: mean + reach, count };
}

function quantileOf(probability: number, degrees: number): number {
  return degrees >= NORMAL_FROM
    ? normalQuantile(probability)
    : quantiles.recall(`${probability}/${degrees}`, () => studentQuantile(probability, degrees));
}

/**
 * Pearson's correlation from centred sums, with the interval of Fisher's transform (variance 1/(freedom − 2)); null where either does not vary or too little is known.
 * @param freedom observations less the means that were taken off: n − 1, or n less the number of groups.
 */
export function estimateCorrelation(
  { xx, yy, xy, freedom }: { readonly xx: number; readonly yy: number; readonly xy: number; readonly freedom: number },
  level: number,
): Estimate | null {
  if (xx <= 0 || yy <= 0 || freedom < FREEDOM_MIN) {
    return null;
  }
  const value = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  const transformed = Math.atanh(Math.max(-CORRELATION_MAX, Math.min(CORRELATION_MAX, value)));
  const reach = normalQuantile((1 + level) / 2) / Math.sqrt(freedom - 2);
  return { value, lower: Math.tanh(transformed - reach), upper: Math.tanh(transformed + reach), count: freedom };
}
