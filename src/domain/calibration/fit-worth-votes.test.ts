import { describe, expect, it } from "vitest";
import { fitVerdictPrior } from "../preference/fit-verdict-prior.ts";
import { fitWorthVotes, type JudgedVotes } from "./fit-worth-votes.ts";

const pair = (forFirst: number, votes: number, probability = 0.7, weight = 1): JudgedVotes => ({
  probability,
  forFirst,
  votes,
  weight,
});
const repeat = <T>(count: number, value: T): T[] => new Array<T>(count).fill(value);

describe("how many votes a source's word is worth", () => {
  it("is two as long as nothing is known, and as long as pairs have one vote", () => {
    expect(fitWorthVotes([])).toBeCloseTo(2, 3);
    expect(fitWorthVotes(repeat(500, pair(0, 1)))).toBeCloseTo(2, 3);
  });

  it("is near two while little is known", () => {
    expect(fitWorthVotes([pair(4, 4), pair(0, 4)])).toBeGreaterThan(0.5);
    expect(fitWorthVotes([pair(7, 10)])).toBeLessThan(5);
  });

  it("is much where votes scatter on every pair as it says, and never more than twenty", () => {
    expect(fitWorthVotes(repeat(300, pair(7, 10)))).toBeGreaterThan(19.9);
  });

  it("is little where people agree with each other, and with it only more often than not", () => {
    expect(fitWorthVotes([...repeat(70, pair(10, 10)), ...repeat(30, pair(0, 10))])).toBeLessThan(0.3);
  });

  it("is what the marginal likelihood alone says where there is plenty", () => {
    const tallies = Array.from({ length: 600 }, (_, index) => pair([1, 2, 4, 5, 3, 5, 4, 2, 5, 3][index % 10] ?? 0, 5, 0.68));
    const { probability, strength } = fitVerdictPrior(
      tallies.map(({ forFirst, votes }) => ({ agreeing: forFirst, votes })),
      false,
    );
    expect(fitWorthVotes(tallies.map((each) => ({ ...each, probability })))).toBeCloseTo(strength, 0);
  });

  it("goes by what pairs stand for", () => {
    const split = (weight: number) => [...repeat(40, pair(7, 10)), ...repeat(40, pair(0, 10, 0.7, weight))];
    expect(fitWorthVotes(split(20))).toBeLessThan(fitWorthVotes(split(0.05)));
  });
});
