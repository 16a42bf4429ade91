/** Coefficients of Abramowitz & Stegun 7.1.26: an absolute error of at most 1.5e-7. */
const P = 0.3275911;
const COEFFICIENTS = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];

/** Probability that a standard normal lies within ±`reach` (erf of reach/√2); `reach` ≥ 0. */
export function normalWithin(reach: number): number {
  const x = reach / Math.SQRT2;
  const t = 1 / (1 + P * x);
  const sum = COEFFICIENTS.reduceRight((total, coefficient) => (total + coefficient) * t, 0);
  return 1 - sum * Math.exp(-x * x);
}
