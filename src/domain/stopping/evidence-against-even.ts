import { assertInvariant } from "../assert.ts";
import { lnBeta } from "../numerics/ln-gamma.ts";

/**
 * ln of the Bayes factor of "people are not evenly split" over "evenly split" after so many decisive votes, by the mixture martingale with an even mixture, Beta(1, 1):
 * ln B(k+1, n−k+1) + n·ln 2. Valid at every peek: stopping when it reaches ln(1/α) calls an even pair uneven with probability at most α (Ville's inequality).
 */
export function lnEvidenceAgainstEven(votesForA: number, decisiveVotes: number): number {
  assertInvariant(votesForA >= 0 && votesForA <= decisiveVotes, "votes for A are some of the decisive votes");
  return lnBeta(votesForA + 1, decisiveVotes - votesForA + 1) + decisiveVotes * Math.LN2;
}
