import { assertInvariant } from "../assert.ts";

/**
 * What was seen of answers, as one row of whole numbers: sums, sums of squares and products, and counts. Two tallies merge by adding them up, so that it does not matter, to the last bit, in
 * which order, on which thread or in which pieces answers were seen. (Whole numbers add exactly up to 2^53: some twenty thousand groups of 64 within a tally. Beyond, to twelve digits.)
 */
export type MonitorTally = Float64Array;

/** Rewards and shares are counted in ten-thousandths. */
export const UNITS_PER_ONE = 10_000;
/** Lengths are counted by the logarithm, in hundredths of a doubling: log2(1 + characters). */
export const UNITS_PER_DOUBLING = 100;
/** Of rewards: each a twentieth wide. */
export const REWARD_BINS = 20;
/** Of lengths: each half a doubling wide, the last for all from a million characters. */
export const LENGTH_BINS = 40;

/** What is summed over answers. The first three of answers with a reward, the others of all. */
export const QUANTITIES = ["reward", "logLength", "atClip", "repetition", "unscored", "injection", "degraded"] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** Numbers kept of one quantity x: answers n, Σx, Σx², groups with an answer, Σ(n of group)², Σ(Σx of group)², Σ n·Σx of group. */
const SUM_WIDTH = 7;

const AFTER_SUMS = QUANTITIES.length * SUM_WIDTH;

/** Where each number stands in a tally. */
export const TALLY_LAYOUT = {
  /** Σ reward · log length over answers with a reward. */
  product: AFTER_SUMS,
  /** The same centred by group: Σ reward², Σ log length², Σ reward · log length, and how many answers more than groups. */
  within: AFTER_SUMS + 1,
  /** Groups with two rewards or more. */
  comparedGroups: AFTER_SUMS + 5,
  /** Those of them whose rewards are all the same. */
  zeroSpreadGroups: AFTER_SUMS + 6,
  rewardBins: AFTER_SUMS + 7,
  lengthBins: AFTER_SUMS + 7 + REWARD_BINS,
} as const;

const TALLY_LENGTH = TALLY_LAYOUT.lengthBins + LENGTH_BINS;

/** Nothing seen yet. */
export function emptyTally(): MonitorTally {
  return new Float64Array(TALLY_LENGTH);
}

/** Where the numbers of that quantity begin. */
export function sumOffset(quantity: Quantity): number {
  return QUANTITIES.indexOf(quantity) * SUM_WIDTH;
}

/** Adds the one to the other, in place. */
export function addTally(target: MonitorTally, other: MonitorTally): void {
  assertInvariant(target.length === TALLY_LENGTH && other.length === TALLY_LENGTH, "tallies have one length");
  for (let place = 0; place < TALLY_LENGTH; place += 1) {
    target[place] = (target[place] ?? 0) + (other[place] ?? 0);
  }
}

/** All of them as one. */
export function mergeTallies(tallies: Iterable<MonitorTally>): MonitorTally {
  const merged = emptyTally();
  for (const tally of tallies) {
    addTally(merged, tally);
  }
  return merged;
}

/** Answers seen, scored or not. */
export function countAnswers(tally: MonitorTally): number {
  return tally[sumOffset("unscored")] ?? 0;
}

/** A tally from numbers that were kept; null where they are none. */
export function readTally(numbers: readonly unknown[]): MonitorTally | null {
  const isTally = numbers.length === TALLY_LENGTH && numbers.every((number) => Number.isFinite(number));
  return isTally ? Float64Array.from(numbers as readonly number[]) : null;
}
