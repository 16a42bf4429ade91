import { describe, expect, it } from "vitest";
import { differenceInterval } from "./difference-interval.ts";
import { differenceOf } from "./difference-of.ts";
import { fitStrengths, type StrengthPrior } from "./fit-strengths.ts";
import type { PairTally } from "./tally-votes.ts";
import { winShares } from "./win-shares.ts";

const NO_PRIOR = (count: number): StrengthPrior => ({
  means: new Array<number>(count).fill(0),
  precision: 0,
  lnTieMean: 0,
  lnTiePrecision: 0,
});
const pair = (firstWins: number, secondWins: number, ties = 0): PairTally => ({
  first: 0,
  second: 1,
  firstWins,
  secondWins,
  ties,
});

describe("fitting strengths", () => {
  it("finds Davidson's closed form for two candidates", () => {
    const fit = fitStrengths([pair(6, 3, 4)], NO_PRIOR(2), "davidson");
    expect(differenceOf(fit, 0, 1).mean).toBeCloseTo(Math.log(2), 10);
    expect(Math.exp(fit.lnTie)).toBeCloseTo(4 / Math.sqrt(18), 10);
    expect(fit.iterations).toBeLessThan(10);
    // Of the logarithm of two counts' ratio.
    expect(differenceOf(fit, 0, 1).variance).toBeCloseTo(1 / 6 + 1 / 3, 10);
  });

  it("fixes strengths to sum 0 where nothing is known of them before the votes, for certain", () => {
    const { strengths, covariance } = fitStrengths([pair(6, 3, 4)], NO_PRIOR(2), "davidson");
    expect((strengths[0] ?? 0) + (strengths[1] ?? 0)).toBeCloseTo(0, 12);
    expect([(covariance[0] ?? 0) + (covariance[1] ?? 0), (covariance[2] ?? 0) + (covariance[3] ?? 0)]).toEqual([
      expect.closeTo(0, 12),
      expect.closeTo(0, 12),
    ]);
  });

  it("draws towards the prior", () => {
    const fit = fitStrengths([pair(3, 1)], { ...NO_PRIOR(2), precision: 1 }, "half");
    expect(fit.strengths[0]).toBeCloseTo(0.3418119193788756, 12);
    expect(fit.strengths[1]).toBeCloseTo(-0.3418119193788756, 12);
  });

  it("is the calibrated reward model where nobody has voted", () => {
    const prior = { means: [0.4, -0.1, 0], precision: 4, lnTieMean: -1, lnTiePrecision: 1 };
    const fit = fitStrengths([], prior, "davidson");
    expect([...fit.strengths]).toEqual([0.4, -0.1, 0]);
    expect(fit.lnTie).toBe(-1);
    expect(differenceOf(fit, 0, 1)).toEqual({ mean: 0.5, variance: 0.5 });
  });

  it("is the people where many have voted", () => {
    const against = { means: [-2, 2], precision: 1, lnTieMean: 0, lnTiePrecision: 1 };
    expect(differenceOf(fitStrengths([pair(3000, 1000)], against, "half"), 0, 1).mean).toBeCloseTo(Math.log(3), 2);
  });

  it("ends where next to nothing holds back ten thousand votes one way, with and without ties", () => {
    const prior = { means: [0, 0], precision: 1e-6, lnTieMean: 0, lnTiePrecision: 1 };
    for (const tieModel of ["half", "davidson"] as const) {
      const { strengths } = fitStrengths([pair(10_000, 0)], prior, tieModel);
      const [first = 0, second = 0] = strengths;
      // At the top the prior pulls as the votes push: 1e-6 · θ = 1e4 · σ(−2θ).
      expect(first + second).toBeCloseTo(0, 6);
      expect(tieModel === "half" ? 1e-6 * first * (1 + Math.exp(2 * first)) : 1e4).toBeCloseTo(1e4, 2);
    }
  });

  it("counts a tie as half a win for each in plain Bradley–Terry", () => {
    const ties = fitStrengths([pair(2, 0, 2)], NO_PRIOR(2), "half");
    expect([...ties.strengths]).toEqual([...fitStrengths([pair(3, 1)], NO_PRIOR(2), "half").strengths]);
  });

  it("knows a difference as exactly as its votes allow: the inverse of n·p·(1−p)", () => {
    const { mean, variance } = differenceOf(fitStrengths([pair(30, 10)], NO_PRIOR(2), "half"), 0, 1);
    expect(mean).toBeCloseTo(Math.log(3), 10);
    expect(variance).toBeCloseTo(1 / (40 * 0.75 * 0.25), 10);
    const [low, high] = differenceInterval({ mean, variance }, 0.95);
    expect([low, high]).toEqual([expect.closeTo(Math.log(3) - 0.7157, 3), expect.closeTo(Math.log(3) + 0.7157, 3)]);
  });

  it("refuses what has no answer without a prior: a candidate that always wins", () => {
    expect(() => fitStrengths([pair(3, 0)], NO_PRIOR(2), "half")).toThrow("connected");
    expect(winShares(fitStrengths([pair(3, 0)], { ...NO_PRIOR(2), precision: 1 }, "half"))[0]).toBeGreaterThan(0.6);
  });

  it("refuses candidates that nothing connects without a prior", () => {
    const islands: PairTally[] = [pair(1, 1), { first: 2, second: 3, firstWins: 1, secondWins: 1, ties: 0 }];
    expect(() => fitStrengths(islands, NO_PRIOR(4), "half")).toThrow("connected");
  });
});
