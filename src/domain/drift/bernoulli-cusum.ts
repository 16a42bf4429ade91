import { assertInvariant } from "../assert.ts";

/** A one-sided CUSUM for a share that must not fall, such as an annotator's accuracy on gold questions (Page 1954). */
export interface BernoulliCusum {
  /** Added for a miss, ln((1−bad)/(1−good)) > 0. */
  readonly missStep: number;
  /** Added for a hit, ln(bad/good) < 0. */
  readonly hitStep: number;
  /** The alarm sounds when the sum exceeds it; 4 gives a false one about every 770 questions at .85 against .65. */
  readonly threshold: number;
}

/** @param good the share in order, @param bad the share that must be noticed, 0 < bad < good < 1. */
export function createBernoulliCusum(good: number, bad: number, threshold: number): BernoulliCusum {
  assertInvariant(0 < bad && bad < good && good < 1 && threshold > 0, "0 < bad < good < 1 and a threshold above 0");
  return { missStep: Math.log((1 - bad) / (1 - good)), hitStep: Math.log(bad / good), threshold };
}

/** The sum after one more outcome; it starts at 0 and never falls below. */
export function advanceCusum(cusum: BernoulliCusum, sum: number, isHit: boolean): number {
  return Math.max(0, sum + (isHit ? cusum.hitStep : cusum.missStep));
}
