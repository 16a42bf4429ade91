import { describe, expect, it } from "vitest";
import { fitVerdictPrior } from "./fit-verdict-prior.ts";

const repeat = <T>(count: number, value: T): T[] => new Array<T>(count).fill(value);

describe("what a fallback's verdict is worth", () => {
  it("is much where people agree with it on every pair alike", () => {
    const { probability, strength } = fitVerdictPrior(repeat(200, { agreeing: 7, votes: 10 }), false);
    expect(probability).toBeCloseTo(0.7, 2);
    expect(strength).toBeGreaterThan(100);
  });

  it("is little where people agree with each other, and with the verdict only more often than not", () => {
    const samples = [...repeat(70, { agreeing: 10, votes: 10 }), ...repeat(30, { agreeing: 0, votes: 10 })];
    const { probability, strength } = fitVerdictPrior(samples, false);
    expect(probability).toBeCloseTo(0.7, 1);
    expect(strength).toBeLessThan(0.3);
  });

  it("finds a verdict that is wrong more often than right", () => {
    expect(fitVerdictPrior(repeat(50, { agreeing: 1, votes: 5 }), false).probability).toBeLessThan(0.25);
  });

  it("takes no side where there is none to take", () => {
    expect(fitVerdictPrior(repeat(50, { agreeing: 4, votes: 5 }), true).probability).toBe(0.5);
  });

  it("learns from pairs with two votes, and nothing from those with one", () => {
    const telling = repeat(20, { agreeing: 3, votes: 4 });
    expect(fitVerdictPrior([...telling, ...repeat(500, { agreeing: 0, votes: 1 })], false)).toEqual(
      fitVerdictPrior(telling, false),
    );
    const { probability } = fitVerdictPrior([...telling, ...repeat(500, { agreeing: 0, votes: 2 })], false);
    expect(probability).toBeLessThan(0.1);
  });
});
