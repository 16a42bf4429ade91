import {
  LENGTH_BINS,
  type MonitorTally,
  QUANTITIES,
  REWARD_BINS,
  SUM_WIDTH,
  TALLY_LAYOUT,
  UNITS_PER_DOUBLING,
  UNITS_PER_ONE,
} from "./monitor-tally.ts";
import type { WatchedAnswer } from "./watched-answer.ts";

/** A group's own sums, before they are added to a tally: one number a quantity, in the tally's whole units. */
interface GroupSums {
  /** Σx and Σx² a quantity, in the order of QUANTITIES. */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  scored: number;
  product: number;
  rewardMin: number;
  rewardMax: number;
}

/** Quantities of answers with a reward only; the others are of all answers. */
const SCORED_QUANTITIES = 3;

/**
 * Adds answers of one source to the same prompt to a tally, in place. A reward that is no number counts as unscored; numbers outside their range count as its bound.
 * @param isDegraded the source stood in for one that goes before it.
 */
export function tallyGroup(tally: MonitorTally, answers: readonly WatchedAnswer[], isDegraded: boolean): void {
  const width = QUANTITIES.length;
  const group: GroupSums = {
    sums: new Float64Array(width),
    squares: new Float64Array(width),
    scored: 0,
    product: 0,
    rewardMin: Number.POSITIVE_INFINITY,
    rewardMax: Number.NEGATIVE_INFINITY,
  };
  for (const answer of answers) {
    addAnswer(group, answer, isDegraded);
    addToBins(tally, answer);
  }
  addSums(tally, group, answers.length);
  addWithin(tally, group);
}

function addAnswer(group: GroupSums, answer: WatchedAnswer, isDegraded: boolean): void {
  const reward = scoredReward(answer);
  if (reward !== null) {
    const rewardUnits = Math.round(reward * UNITS_PER_ONE);
    const lengthUnits = Math.round(doublingsOf(answer) * UNITS_PER_DOUBLING);
    addUnits(group, 0, rewardUnits);
    addUnits(group, 1, lengthUnits);
    addUnits(group, 2, answer.isAtClip ? 1 : 0);
    group.scored += 1;
    group.product += rewardUnits * lengthUnits;
    group.rewardMin = Math.min(group.rewardMin, reward);
    group.rewardMax = Math.max(group.rewardMax, reward);
  }
  addUnits(group, 3, Math.round(within01(answer.repetition) * UNITS_PER_ONE));
  addUnits(group, 4, reward === null ? 1 : 0);
  addUnits(group, 5, answer.isInjectionSuspected ? 1 : 0);
  addUnits(group, 6, isDegraded ? 1 : 0);
}

function addUnits({ sums, squares }: GroupSums, quantity: number, units: number): void {
  sums[quantity] = (sums[quantity] ?? 0) + units;
  squares[quantity] = (squares[quantity] ?? 0) + units * units;
}

function addToBins(tally: MonitorTally, answer: WatchedAnswer): void {
  const reward = scoredReward(answer);
  if (reward !== null) {
    add(tally, TALLY_LAYOUT.rewardBins + Math.min(REWARD_BINS - 1, Math.floor(reward * REWARD_BINS)), 1);
    add(tally, TALLY_LAYOUT.lengthBins + Math.min(LENGTH_BINS - 1, Math.floor(doublingsOf(answer) * 2)), 1);
  }
}

function addSums(tally: MonitorTally, { sums, squares, scored }: GroupSums, answerCount: number): void {
  for (let quantity = 0; quantity < sums.length; quantity += 1) {
    const count = quantity < SCORED_QUANTITIES ? scored : answerCount;
    if (count > 0) {
      const sum = sums[quantity] ?? 0;
      const offset = quantity * SUM_WIDTH;
      add(tally, offset, count);
      add(tally, offset + 1, sum);
      add(tally, offset + 2, squares[quantity] ?? 0);
      add(tally, offset + 3, 1);
      add(tally, offset + 4, count * count);
      add(tally, offset + 5, sum * sum);
      add(tally, offset + 6, count * sum);
    }
  }
}

/** Centred sums are rounded to whole units once a group, so that groups still add up exactly: an error of 1e-8 of a reward's square. */
function addWithin(tally: MonitorTally, group: GroupSums): void {
  add(tally, TALLY_LAYOUT.product, group.product);
  const count = group.scored;
  if (count < 2) {
    return;
  }
  const [rewardSum = 0, lengthSum = 0] = group.sums;
  const [rewardSquares = 0, lengthSquares = 0] = group.squares;
  const { within } = TALLY_LAYOUT;
  add(tally, within, Math.round(rewardSquares - (rewardSum * rewardSum) / count));
  add(tally, within + 1, Math.round(lengthSquares - (lengthSum * lengthSum) / count));
  add(tally, within + 2, Math.round(group.product - (rewardSum * lengthSum) / count));
  add(tally, within + 3, count - 1);
  add(tally, TALLY_LAYOUT.comparedGroups, 1);
  add(tally, TALLY_LAYOUT.zeroSpreadGroups, group.rewardMax === group.rewardMin ? 1 : 0);
}

function scoredReward({ reward }: WatchedAnswer): number | null {
  return reward === null || Number.isNaN(reward) ? null : within01(reward);
}

function doublingsOf({ characters }: WatchedAnswer): number {
  return characters > 0 && Number.isFinite(characters) ? Math.log2(1 + characters) : 0;
}

function within01(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}

function add(tally: MonitorTally, place: number, amount: number): void {
  tally[place] = (tally[place] ?? 0) + amount;
}
