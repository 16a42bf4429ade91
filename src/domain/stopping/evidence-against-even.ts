import { assertInvariant } from "../assert.ts";
import { lnBeta } from "../numerics/ln-gamma.ts";

/**
 * ln of the Bayes factor of "people are not evenly split" over "evenly split" after so many decisive votes, by the mixture martingale with a Beta(a, a) mixture:
 * ln B(k+a, n−k+a) − ln B(a, a) + n·ln 2. Valid at every peek: stopping when it reaches ln(1/α) calls an even pair uneven with probability at most α (Ville's inequality).
 */
export function lnEvidenceAgainstEven(votesForA: number, decisiveVotes: number, mixture = 1): number {
  assertInvariant(votesForA >= 0 && votesForA <= decisiveVotes && mixture > 0, "votes for A are some of the decisive votes");
  return lnBeta(votesForA + mixture, decisiveVotes - votesForA + mixture) - lnBeta(mixture, mixture) + decisiveVotes * Math.LN2;
}
