import { assertInvariant } from "../assert.ts";
import { factorise } from "../numerics/cholesky.ts";
import { normalQuantile } from "../numerics/normal-quantile.ts";
import type { StrengthPosterior } from "./fit-strengths.ts";

/** Added to the variances so that a covariance with a fixed sum (a plane, not a volume) can be factorised; it moves no probability by more than the draws do. */
const JITTER = 1e-9;

/**
 * P(best): how often each candidate is the strongest, over draws from the joint posterior. They sum to 1.
 * @param drawCount draws; the error is about √(p(1−p)/drawCount).
 * @param nextUniform draws in (0, 1), handed in so that the same draws give the same answer.
 */
export function bestProbabilities(posterior: StrengthPosterior, drawCount: number, nextUniform: () => number): readonly number[] {
  const count = posterior.strengths.length;
  const covariance = Float64Array.from(posterior.covariance);
  const scale = Math.max(JITTER, ...posterior.strengths.map((_strength, index) => covariance[index * count + index] ?? 0));
  for (let index = 0; index < count; index += 1) {
    covariance[index * count + index] = (covariance[index * count + index] ?? 0) + JITTER * scale;
  }
  const factor = factorise(covariance, count);
  assertInvariant(factor !== null, "a covariance is positive definite once jittered");
  const wins = new Float64Array(count);
  const normals = new Float64Array(count);
  for (let draw = 0; draw < drawCount; draw += 1) {
    for (let index = 0; index < count; index += 1) {
      normals[index] = normalQuantile(nextUniform());
    }
    const best = strongest(posterior.strengths, factor.lower, normals);
    wins[best] = (wins[best] ?? 0) + 1;
  }
  return Array.from(wins, (won) => won / drawCount);
}

function strongest(strengths: Float64Array, lower: Float64Array, normals: Float64Array): number {
  const count = strengths.length;
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < count; row += 1) {
    let value = strengths[row] ?? 0;
    for (let column = 0; column <= row; column += 1) {
      value += (lower[row * count + column] ?? 0) * (normals[column] ?? 0);
    }
    if (value > bestValue) {
      best = row;
      bestValue = value;
    }
  }
  return best;
}
