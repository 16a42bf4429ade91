import { lnBeta } from "./ln-gamma.ts";

const FRACTION_TERMS_MAX = 10_000;
const FRACTION_PRECISION = 1e-16;
const TINY = 1e-300;
const BISECTIONS = 200;

/** P(X ≤ x) for X ~ Beta(a, b): the regularised incomplete beta function, by Lentz's continued fraction (Numerical Recipes, 6.4). */
export function betaCumulative(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) {
    return x <= 0 ? 0 : 1;
  }
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - lnBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

/** The x with P(X ≤ x) = probability for X ~ Beta(a, b), by bisection: as exact as the cumulative function. */
export function betaQuantile(probability: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < BISECTIONS; step += 1) {
    // Halving the exponent first reaches quantiles as small as 1e-300 in few steps.
    const middle = low === 0 && high > 1e-300 && high < 1e-3 ? high * Math.sqrt(Number.EPSILON) : (low + high) / 2;
    if (betaCumulative(middle, a, b) < probability) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= FRACTION_TERMS_MAX; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < FRACTION_PRECISION) {
      break;
    }
  }
  return value;
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
