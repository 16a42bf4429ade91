import {
  LENGTH_BINS,
  type MonitorTally,
  type Quantity,
  REWARD_BINS,
  sumOffset,
  TALLY_LAYOUT,
  UNITS_PER_DOUBLING,
  UNITS_PER_ONE,
} from "./monitor-tally.ts";
import type { WatchedAnswer } from "./watched-answer.ts";

/** A group's own sums, in the tally's whole units. */
interface GroupSums {
  scored: number;
  reward: number;
  rewardSquares: number;
  length: number;
  lengthSquares: number;
  product: number;
  atClip: number;
  repetition: number;
  repetitionSquares: number;
  injection: number;
  rewardMin: number;
  rewardMax: number;
}

const OFFSETS: Readonly<Record<Quantity, number>> = {
  reward: sumOffset("reward"),
  logLength: sumOffset("logLength"),
  atClip: sumOffset("atClip"),
  repetition: sumOffset("repetition"),
  unscored: sumOffset("unscored"),
  injection: sumOffset("injection"),
  degraded: sumOffset("degraded"),
};

/**
 * Adds answers of one source to the same prompt to a tally, in place. A reward that is no number counts as unscored; numbers outside their range count as its bound.
 * @param isDegraded the source stood in for one that goes before it.
 */
export function tallyGroup(tally: MonitorTally, answers: readonly WatchedAnswer[], isDegraded: boolean): void {
  const count = answers.length;
  const sums = sumAnswers(tally, answers);
  const { scored, atClip, injection } = sums;
  const unscored = count - scored;
  const degraded = isDegraded ? count : 0;
  if (scored > 0) {
    addSums(tally, OFFSETS.reward, scored, sums.reward, sums.rewardSquares);
    addSums(tally, OFFSETS.logLength, scored, sums.length, sums.lengthSquares);
    addSums(tally, OFFSETS.atClip, scored, atClip, atClip);
    addWithin(tally, sums);
  }
  if (count > 0) {
    addSums(tally, OFFSETS.repetition, count, sums.repetition, sums.repetitionSquares);
    addSums(tally, OFFSETS.unscored, count, unscored, unscored);
    addSums(tally, OFFSETS.injection, count, injection, injection);
    addSums(tally, OFFSETS.degraded, count, degraded, degraded);
  }
}

function sumAnswers(tally: MonitorTally, answers: readonly WatchedAnswer[]): GroupSums {
  const sums: GroupSums = {
    scored: 0,
    reward: 0,
    rewardSquares: 0,
    length: 0,
    lengthSquares: 0,
    product: 0,
    atClip: 0,
    repetition: 0,
    repetitionSquares: 0,
    injection: 0,
    rewardMin: 1,
    rewardMax: 0,
  };
  for (const answer of answers) {
    const repetition = Math.round(within01(answer.repetition) * UNITS_PER_ONE);
    sums.repetition += repetition;
    sums.repetitionSquares += repetition * repetition;
    sums.injection += answer.isInjectionSuspected ? 1 : 0;
    if (answer.reward !== null && !Number.isNaN(answer.reward)) {
      addScored(tally, sums, answer, within01(answer.reward));
    }
  }
  return sums;
}

function addScored(tally: MonitorTally, sums: GroupSums, answer: WatchedAnswer, reward: number): void {
  const doublings = doublingsOf(answer);
  const rewardUnits = Math.round(reward * UNITS_PER_ONE);
  const lengthUnits = Math.round(doublings * UNITS_PER_DOUBLING);
  sums.scored += 1;
  sums.reward += rewardUnits;
  sums.rewardSquares += rewardUnits * rewardUnits;
  sums.length += lengthUnits;
  sums.lengthSquares += lengthUnits * lengthUnits;
  sums.product += rewardUnits * lengthUnits;
  sums.atClip += answer.isAtClip ? 1 : 0;
  sums.rewardMin = Math.min(sums.rewardMin, reward);
  sums.rewardMax = Math.max(sums.rewardMax, reward);
  add(tally, TALLY_LAYOUT.rewardBins + Math.min(REWARD_BINS - 1, Math.floor(reward * REWARD_BINS)), 1);
  add(tally, TALLY_LAYOUT.lengthBins + Math.min(LENGTH_BINS - 1, Math.floor(doublings * 2)), 1);
}

function addSums(tally: MonitorTally, offset: number, count: number, sum: number, squares: number): void {
  add(tally, offset, count);
  add(tally, offset + 1, sum);
  add(tally, offset + 2, squares);
  add(tally, offset + 3, 1);
  add(tally, offset + 4, count * count);
  add(tally, offset + 5, sum * sum);
  add(tally, offset + 6, count * sum);
}

/** Centred sums are rounded to whole units once a group, so that groups still add up exactly: an error of 1e-8 of a reward's square. */
function addWithin(tally: MonitorTally, sums: GroupSums): void {
  const { scored: count, reward, length } = sums;
  add(tally, TALLY_LAYOUT.product, sums.product);
  if (count < 2) {
    return;
  }
  const { within } = TALLY_LAYOUT;
  add(tally, within, Math.round(sums.rewardSquares - (reward * reward) / count));
  add(tally, within + 1, Math.round(sums.lengthSquares - (length * length) / count));
  add(tally, within + 2, Math.round(sums.product - (reward * length) / count));
  add(tally, within + 3, count - 1);
  add(tally, TALLY_LAYOUT.comparedGroups, 1);
  add(tally, TALLY_LAYOUT.zeroSpreadGroups, sums.rewardMax === sums.rewardMin ? 1 : 0);
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
