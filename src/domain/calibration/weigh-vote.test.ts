import { describe, expect, it } from "vitest";
import { MEMORY } from "./memory.ts";
import { importanceOf, NO_IMPORTANCE, tallyImportance, weighVote } from "./weigh-vote.ts";

describe("what a vote stands for", () => {
  it("is as many answers as are asked about once among so many, twenty at most", () => {
    expect([1, 0.5, 0.05, 0.001].map(importanceOf)).toEqual([1, 2, 20, 20]);
  });
});

describe("what a vote weighs", () => {
  it("is one where all stand for the same", () => {
    const tally = [20, 20, 20].reduce(tallyImportance, NO_IMPORTANCE);
    expect(weighVote(20, tally, 0)).toBeCloseTo(1, 12);
  });

  it("is less than what it stands for where others stand for little: all together weigh Kish's effective number", () => {
    const tally = tallyImportance(tallyImportance(NO_IMPORTANCE, 1), 20);
    expect(weighVote(20, tally, 0)).toBeCloseTo((20 * (MEMORY + 20)) / (MEMORY + 400), 12);
  });

  it("falls from vote to vote on one pair: n of them tell n / (1 + (n − 1) / 3)", () => {
    const tally = tallyImportance(NO_IMPORTANCE, 1);
    const weights = [0, 1, 2, 3].map((votesBefore) => weighVote(1, tally, votesBefore));
    expect(weights[0]).toBe(1);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(4 / 2, 12);
    expect(weights).toEqual(weights.toSorted((one, other) => other - one));
  });
});
