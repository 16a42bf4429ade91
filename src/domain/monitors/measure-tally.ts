import { type Estimate, estimateCorrelation, estimateMean, estimateShare } from "./estimate.ts";
import {
  countAnswers,
  LENGTH_BINS,
  type MonitorTally,
  type Quantity,
  TALLY_LAYOUT,
  UNITS_PER_DOUBLING,
  UNITS_PER_ONE,
} from "./monitor-tally.ts";
import { readQuantity } from "./quantity-sums.ts";

/** A million characters: what is not known of a length ends there, as its bins do. */
const DOUBLINGS_MAX = LENGTH_BINS / 2;

/** What a tally says. Null: nothing is known of that. */
export interface TallyMeasures {
  readonly answers: number;
  /** Answers with a reward. */
  readonly scored: number;
  /** Prompts that were answered. */
  readonly groups: number;
  /** Mean reward, 0..1. */
  readonly reward: Estimate | null;
  /** Geometric mean of the characters of answers with a reward. */
  readonly characters: Estimate | null;
  /** Pearson's, of reward and log length, over all answers: prompts that ask for long answers and are well answered count, too. */
  readonly lengthCorrelation: Estimate | null;
  /** The same among answers to the same prompt: what a trainer that compares them sees. */
  readonly lengthCorrelationWithin: Estimate | null;
  /** Share of groups of two rewards or more whose rewards are all the same. */
  readonly zeroSpread: Estimate | null;
  /** Mean share of repeated n-grams. */
  readonly repetition: Estimate | null;
  /** Share of rewards at a bound of the clip. */
  readonly atClip: Estimate | null;
  /** Shares of answers: without a reward, suspected of an injection, answered in place of another source. */
  readonly unscored: Estimate | null;
  readonly injection: Estimate | null;
  readonly degraded: Estimate | null;
}

/** Reads a tally. @param level of the intervals, such as 0.95. */
export function measureTally(tally: MonitorTally, level: number): TallyMeasures {
  const { comparedGroups, zeroSpreadGroups } = TALLY_LAYOUT;
  const compared = tally[comparedGroups] ?? 0;
  return {
    answers: countAnswers(tally),
    scored: readQuantity(tally, "reward")?.count ?? 0,
    groups: readQuantity(tally, "unscored")?.groups ?? 0,
    reward: measureMean(tally, "reward", level),
    characters: measureCharacters(tally, level),
    lengthCorrelation: correlateAll(tally, level),
    lengthCorrelationWithin: correlateWithin(tally, level),
    zeroSpread: estimateShare((tally[zeroSpreadGroups] ?? 0) / compared, compared, level),
    repetition: measureMean(tally, "repetition", level),
    atClip: measureShare(tally, "atClip", level),
    unscored: measureShare(tally, "unscored", level),
    injection: measureShare(tally, "injection", level),
    degraded: measureShare(tally, "degraded", level),
  };
}

/** The mean reward and the geometric mean of characters alone, as `measureTally` gives them. */
export function meansOf(tally: MonitorTally): { readonly reward: number | null; readonly characters: number | null } {
  const reward = readQuantity(tally, "reward");
  const length = readQuantity(tally, "logLength");
  return {
    reward: reward && reward.mean / UNITS_PER_ONE,
    characters: length && toCharacters(length.mean / UNITS_PER_DOUBLING),
  };
}

function toCharacters(doublings: number): number {
  return Math.max(0, 2 ** doublings - 1);
}

function measureMean(tally: MonitorTally, quantity: Quantity, level: number): Estimate | null {
  const sums = readQuantity(tally, quantity);
  if (sums === null) {
    return null;
  }
  const basis = { groups: sums.groups, count: sums.effectiveCount };
  const estimate = estimateMean(sums.mean / UNITS_PER_ONE, sums.standardError / UNITS_PER_ONE, basis, level);
  return { ...estimate, lower: Math.max(0, estimate.lower), upper: Math.min(1, estimate.upper) };
}

function measureShare(tally: MonitorTally, quantity: Quantity, level: number): Estimate | null {
  const sums = readQuantity(tally, quantity);
  return sums === null ? null : estimateShare(sums.mean, sums.effectiveCount, level);
}

function measureCharacters(tally: MonitorTally, level: number): Estimate | null {
  const sums = readQuantity(tally, "logLength");
  if (sums === null) {
    return null;
  }
  const doublings = estimateMean(
    sums.mean / UNITS_PER_DOUBLING,
    sums.standardError / UNITS_PER_DOUBLING,
    { groups: sums.groups, count: sums.effectiveCount },
    level,
  );
  return {
    value: toCharacters(doublings.value),
    lower: toCharacters(doublings.lower),
    upper: toCharacters(Math.max(doublings.value, Math.min(DOUBLINGS_MAX, doublings.upper))),
    count: doublings.count,
  };
}

/** Answers to the same prompt are alike: only as many as they are worth count. */
function correlateAll(tally: MonitorTally, level: number): Estimate | null {
  const reward = readQuantity(tally, "reward");
  const length = readQuantity(tally, "logLength");
  if (reward === null || length === null) {
    return null;
  }
  const xy = (tally[TALLY_LAYOUT.product] ?? 0) - reward.mean * length.mean * reward.count;
  const freedom = Math.min(reward.effectiveCount, length.effectiveCount) - 1;
  return estimateCorrelation({ xx: reward.centredSquares, yy: length.centredSquares, xy, freedom }, level);
}

function correlateWithin(tally: MonitorTally, level: number): Estimate | null {
  const [xx = 0, yy = 0, xy = 0, freedom = 0] = tally.subarray(TALLY_LAYOUT.within, TALLY_LAYOUT.within + 4);
  return estimateCorrelation({ xx, yy, xy, freedom }, level);
}
