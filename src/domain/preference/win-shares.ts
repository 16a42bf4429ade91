import { normalNodes } from "../numerics/normal-nodes.ts";
import { differenceOf, type StrengthDifference } from "./difference-of.ts";
import type { StrengthPosterior } from "./fit-strengths.ts";
import { expectedShare } from "./outcome-probabilities.ts";

/**
 * P(i ≻ j): the expected share of a person's vote for the first of two candidates (a tie counts half), averaged over what is not known of their strengths.
 * Swapping the candidates gives exactly the complement.
 */
export function winProbability({ mean, variance }: StrengthDifference, lnTie: number): number {
  const deviation = Math.sqrt(variance);
  const { centre, nodes } = normalNodes(deviation);
  const ahead = Math.abs(mean);
  let sum = centre * expectedShare(ahead, lnTie);
  for (const [node, weight] of nodes) {
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
