import type { StrengthPosterior } from "./fit-strengths.ts";

/** Mean and variance of θᵢ − θⱼ: what two candidates can be compared by, whatever the scale's zero. */
export interface StrengthDifference {
  readonly mean: number;
  readonly variance: number;
}

/** The posterior of the difference of two strengths: Var = Cᵢᵢ + Cⱼⱼ − 2·Cᵢⱼ. */
export function differenceOf(
  posterior: Pick<StrengthPosterior, "strengths" | "covariance">,
  i: number,
  j: number,
): StrengthDifference {
  const { strengths, covariance } = posterior;
  const count = strengths.length;
  const at = (row: number, column: number): number => covariance[row * count + column] ?? 0;
  return {
    mean: (strengths[i] ?? 0) - (strengths[j] ?? 0),
    variance: Math.max(0, at(i, i) + at(j, j) - at(i, j) - at(j, i)),
  };
}
