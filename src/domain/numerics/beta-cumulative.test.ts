import { describe, expect, it } from "vitest";
import { betaCumulative, betaQuantile } from "./beta-cumulative.ts";
import { lnBeta, lnGamma } from "./ln-gamma.ts";

describe("the beta distribution", () => {
  it("knows factorials and Γ(½) = √π", () => {
    expect(Math.exp(lnGamma(5))).toBeCloseTo(24, 10);
    expect(Math.exp(lnGamma(0.5))).toBeCloseTo(Math.sqrt(Math.PI), 12);
    expect(Math.exp(lnBeta(3, 4))).toBeCloseTo(1 / 60, 14);
  });

  // x, a, b, P(X ≤ x), computed with scipy.
  it.each([
    [0.5, 1, 5, 0.96875],
    [0.5, 45, 56, 0.8643734879630823],
    [0.5, 450, 560, 0.9997359806359103],
    [0.5, 4501, 5601, 1],
    [0.3, 0.4, 0.7, 0.5252372213727973],
    [0.0001, 2, 300, 0.0004425998822246446],
    [0.5, 8, 1, 0.00390625],
    [0.5, 3, 3, 0.5],
  ])("P(X ≤ %f) for Beta(%f, %f) is %f", (x, a, b, expected) => {
    expect(Math.abs(betaCumulative(x, a, b) - expected)).toBeLessThan(1e-12);
  });

  it.each([
    [0.025, 1, 5, 0.0050507633794680575],
    [0.025, 45, 56, 0.35032022923967193],
    [0.975, 450, 560, 0.4762775356615641],
    [0.025, 0.4, 0.7, 0.00015934867228377175],
  ])("the %f quantile of Beta(%f, %f) is %f", (probability, a, b, expected) => {
    expect(Math.abs(betaQuantile(probability, a, b) - expected)).toBeLessThan(1e-12);
  });

  it("is certain at its ends", () => {
    expect([betaCumulative(0, 2, 3), betaCumulative(1, 2, 3)]).toEqual([0, 1]);
  });
});
