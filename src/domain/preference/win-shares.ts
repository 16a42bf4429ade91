import { differenceOf, type StrengthDifference } from "./difference-of.ts";
import type { StrengthPosterior } from "./fit-strengths.ts";
import { expectedShare } from "./outcome-probabilities.ts";

/** Nodes (the positive ones; they come in pairs) and weights of the nine-point Gauss–Hermite rule for a standard normal; Abramowitz & Stegun, table 25.10. */
const CENTRE_WEIGHT = 0.4063492063492063;
const NODES: readonly (readonly [node: number, weight: number])[] = [
  [1.023255663789133, 0.2440975028949391],
  [2.07684797867783, 0.04991640676521788],
  [3.20542900285647, 0.002789141321231769],
  [4.512745863399783, 0.00002234584400774658],
];

/**
 * P(i ≻ j): the expected share of a person's vote for the first of two candidates (a tie counts half), averaged over what is not known of their strengths.
 * Swapping the candidates gives exactly the complement.
 */
export function winProbability({ mean, variance }: StrengthDifference, lnTie: number): number {
  const deviation = Math.sqrt(variance);
  const ahead = Math.abs(mean);
  let sum = CENTRE_WEIGHT * expectedShare(ahead, lnTie);
  for (const [node, weight] of NODES) {
    sum += weight * (expectedShare(ahead + node * deviation, lnTie) + expectedShare(ahead - node * deviation, lnTie));
  }
  return mean >= 0 ? sum : 1 - sum;
}

/** P(i ≻ j) for all pairs, row by row; the diagonal is one half. */
export function winMatrix(posterior: StrengthPosterior): Float64Array {
  const count = posterior.strengths.length;
  const matrix = new Float64Array(count * count).fill(0.5);
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 1; j < count; j += 1) {
      const share = winProbability(differenceOf(posterior, i, j), posterior.lnTie);
      matrix[i * count + j] = share;
      matrix[j * count + i] = 1 - share;
    }
  }
  return matrix;
}

/** Expected share of wins of each candidate against a random other one, 0..1; the shares of n candidates sum to n/2. One candidate alone has one half. */
export function winShares(posterior: StrengthPosterior): readonly number[] {
  const count = posterior.strengths.length;
  const matrix = winMatrix(posterior);
  return Array.from({ length: count }, (_value, i) => {
    if (count === 1) {
      return 0.5;
    }
    let sum = -0.5;
    for (let j = 0; j < count; j += 1) {
      sum += matrix[i * count + j] ?? 0;
    }
    return sum / (count - 1);
  });
}
