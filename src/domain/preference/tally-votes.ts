import { assertInvariant } from "../assert.ts";

/** All votes between two candidates of a ranking, weighted by the voters' reliability. Candidates are numbered from 0. */
export interface PairTally {
  readonly first: number;
  readonly second: number;
  /** Weight of the votes that prefer the first, ≥ 0. */
  readonly firstWins: number;
  readonly secondWins: number;
  readonly ties: number;
}

/** One vote between two candidates. */
export interface ComparisonVote {
  readonly left: number;
  readonly right: number;
  readonly choice: "left" | "right" | "tie";
  /** ≥ 0; 1 for a voter who is fully relied on. */
  readonly weight: number;
}

/** Sums votes by pair, so that the work of a fit depends on the pairs, not on the votes. Pairs come in the order of their first vote. */
export function tallyVotes(votes: readonly ComparisonVote[]): readonly PairTally[] {
  const tallies = new Map<string, { first: number; second: number; firstWins: number; secondWins: number; ties: number }>();
  for (const { left, right, choice, weight } of votes) {
    assertInvariant(left !== right && weight >= 0, "a vote compares two candidates with a weight that is not negative");
    const [first, second] = left < right ? [left, right] : [right, left];
    const name = `${first}/${second}`;
    const tally = tallies.get(name) ?? { first, second, firstWins: 0, secondWins: 0, ties: 0 };
    if (choice === "tie") {
      tally.ties += weight;
    } else if ((choice === "left") === (left === first)) {
      tally.firstWins += weight;
    } else {
      tally.secondWins += weight;
    }
    tallies.set(name, tally);
  }
  return [...tallies.values()];
}
