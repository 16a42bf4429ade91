import { MEMORY } from "./memory.ts";

/** How unevenly the votes so far stand for what was answered: sums of their importance and of its square, fading. */
export interface ImportanceTally {
  readonly sum: number;
  readonly squares: number;
}

export const NO_IMPORTANCE: ImportanceTally = { sum: 0, squares: 0 };

/** A vote stands for at most so many answers, however rarely its like are asked about. */
const IMPORTANCE_MAX = 20;
/** How far people who vote on the same pair agree beyond what the source's scale tells, as an intraclass correlation 1 / (m + 1) with m = 2 votes. */
const PAIR_CORRELATION = 1 / 3;

/** What a vote stands for: one over the probability that it was asked for at all, bounded. */
export function importanceOf(inclusionProbability: number): number {
  return Math.min(IMPORTANCE_MAX, 1 / inclusionProbability);
}

export function tallyImportance({ sum, squares }: ImportanceTally, importance: number): ImportanceTally {
  return { sum: MEMORY * sum + importance, squares: MEMORY * squares + importance * importance };
}

/**
 * What a vote weighs: its importance, scaled so that all votes together weigh what they tell (Kish's effective number, (Σw)² / Σw²), not what they stand for;
 * and of several votes on a pair each later one less, since they are about the same two texts: n of them tell n / (1 + (n − 1)·ρ).
 * @param tally with this vote's importance in it.
 * @param votesBefore on the same pair.
 */
export function weighVote(importance: number, tally: ImportanceTally, votesBefore: number): number {
  const scaled = importance * (tally.sum / tally.squares);
  return scaled * (votesWorth(votesBefore + 1) - votesWorth(votesBefore));
}

function votesWorth(votes: number): number {
  return votes === 0 ? 0 : votes / (1 + (votes - 1) * PAIR_CORRELATION);
}
