import { assertInvariant } from "../assert.ts";
import { betaQuantile } from "./beta-cumulative.ts";

/** The value below which Student's t with so many degrees of freedom (> 0) falls with that probability, 0 < probability < 1. By P(|T| > t) = I(ν/(ν + t²); ν/2, ½). */
export function studentQuantile(probability: number, degrees: number): number {
  assertInvariant(
    probability > 0 && probability < 1 && degrees > 0,
    "a quantile is asked for a probability and degrees of freedom",
  );
  if (probability < 0.5) {
    return -studentQuantile(1 - probability, degrees);
  }
  const share = betaQuantile(2 * (1 - probability), degrees / 2, 0.5);
  return Math.sqrt((degrees * (1 - share)) / share);
}
