import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDraws } from "../numerics/create-draws.ts";
import { kappaInterval, learnScale, type ScaledVote, type ScaleFit, startScale, typicalDifference } from "./scale-fit.ts";

const vote = fc.record<ScaledVote>({
  difference: fc.double({ min: 0, max: 50, noNaN: true }),
  outcome: fc.constantFrom(0, 0.5, 1),
  weight: fc.double({ min: 0, max: 8, noNaN: true }),
});
const votes = fc.array(vote, { maxLength: 60 });
const fold = (given: readonly ScaledVote[], kappa: number): ScaleFit =>
  given.reduce((fit, one) => learnScale(fit, one, { kappa }), startScale(kappa));

describe("a scale that is learned from votes", () => {
  it("starts as the source's own, no surer than a prior", () => {
    const fit = startScale(0.5);
    expect(fit.kappa).toBe(0.5);
    expect(typicalDifference(fit)).toBe(2);
    // Ten votes on undecided pairs two units apart: 10 · ¼ · 2².
    expect(fit.precision).toBe(10);
  });

  it("takes one step of logistic regression a vote", () => {
    // By hand: λ = .995, x = 1, p = σ(1) = .73106, prec = .995 · 2.5 + .005 · 2.5 + .19661 = 2.69661.
    const fit = learnScale(startScale(1), { difference: 1, outcome: 0, weight: 1 }, { kappa: 1 });
    expect(fit.precision).toBeCloseTo(2.69661, 5);
    expect(fit.kappa).toBeCloseTo(1 - 0.73106 / 2.69661, 5);
  });

  it("stays finite and never less sure than its prior, whatever comes", () => {
    fc.assert(
      fc.property(votes, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (given, kappa) => {
        const fit = fold(given, kappa);
        const { low, high } = kappaInterval(fit);
        expect([fit.kappa, fit.precision, low, high].every(Number.isFinite)).toBe(true);
        expect(fit.precision).toBeGreaterThanOrEqual(2.5 * typicalDifference(fit) ** 2 * (1 - 1e-12));
        expect(low).toBeLessThan(high);
      }),
    );
  });

  it("means the same whatever the unit of the raw scores", () => {
    fc.assert(
      fc.property(votes, fc.constantFrom(0.01, 0.1, 8, 1000), (given, unit) => {
        const one = fold(given, 1);
        const other = fold(
          given.map((each) => ({ ...each, difference: each.difference * unit })),
          1 / unit,
        );
        expect(other.kappa * unit).toBeCloseTo(one.kappa, 8);
        expect(typicalDifference(other) / unit).toBeCloseTo(typicalDifference(one), 8);
      }),
    );
  });

  it("learns nothing of the scale from pairs that the source holds for equal but to forget", () => {
    const settled = fold(new Array<ScaledVote>(400).fill({ difference: 1, outcome: 0, weight: 1 }), 1);
    const later = new Array<ScaledVote>(3000).fill({ difference: 0, outcome: 1, weight: 1 });
    const faded = later.reduce((fit, one) => learnScale(fit, one, { kappa: 1 }), settled);
    expect(settled.kappa).toBeLessThan(-1);
    expect(faded.kappa).toBeGreaterThan(settled.kappa);
  });

  it("is not thrown by a single score gone wild", () => {
    const steady = fold(
      Array.from({ length: 100 }, (_, index) => ({ difference: 1, outcome: Number(index % 4 !== 0), weight: 1 })),
      1,
    );
    const hit = learnScale(steady, { difference: 1e9, outcome: 0, weight: 1 }, { kappa: 1 });
    expect(Math.abs(hit.kappa - steady.kappa)).toBeLessThan(0.25);
  });

  it("forgets a default that was set ten times too large as soon as differences show it", () => {
    // Logits of ±10 under a scale of 1: votes follow the larger differences, and are of two minds about the smaller ones.
    const scores = Array.from({ length: 60 }, (_, index): ScaledVote => {
      const difference = 1 + ((index * 7) % 20);
      return { difference, outcome: difference > 8 ? 1 : index % 2, weight: 1 };
    });
    const misled = fold(scores, 1);
    const informed = fold(scores, 0.1);
    expect(misled.kappa / informed.kappa).toBeGreaterThan(0.8);
    expect(misled.kappa / informed.kappa).toBeLessThan(1.5);
  });

  it("covers the truth in nine of ten", () => {
    const draw = createDraws(7);
    let covered = 0;
    const runs = 300;
    for (let run = 0; run < runs; run += 1) {
      const given = Array.from({ length: 300 }, (): ScaledVote => {
        const difference = 2 * draw();
        return { difference, outcome: Number(draw() < 1 / (1 + Math.exp(-0.8 * difference))), weight: 1 };
      });
      const { low, high } = kappaInterval(fold(given, 1));
      covered += Number(low < 0.8 && 0.8 < high);
    }
    expect(covered / runs).toBeGreaterThan(0.85);
  });
});
