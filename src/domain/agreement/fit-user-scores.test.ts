import { describe, expect, it } from "vitest";
import { fitUserScores, type VotedPair } from "./fit-user-scores.ts";

const PRIOR = { mean: 0.8, strength: 4 };
const FLAT = { probability: 0.5, strength: 0, base: 1 };
type Choice = "a" | "b" | "tie";
const other = (choice: Choice): Choice => (choice === "a" ? "b" : "a");

/** Forty pairs on which four people agree and `newcomer` votes as told. */
function pairs(vote: (majority: Choice, index: number) => Choice): readonly VotedPair[] {
  return Array.from({ length: 40 }, (_value, index) => {
    const majority: Choice = index % 3 === 0 ? "b" : "a";
    const crowd = ["ann", "ben", "cat", "dan"].map((annotator) => ({ annotator, choice: majority }));
    return { votes: [...crowd, { annotator: "newcomer", choice: vote(majority, index) }], prior: FLAT };
  });
}

describe("how far annotators can be relied on", () => {
  it("is far where they vote as others do, and not at all where they vote against them", () => {
    const good = fitUserScores(
      pairs((majority) => majority),
      PRIOR,
    );
    const bad = fitUserScores(pairs(other), PRIOR);
    expect(good.get("newcomer")).toBeGreaterThan(0.9);
    expect(bad.get("newcomer")).toBeLessThan(0.2);
    expect(bad.get("ann")).toBeGreaterThan(0.8);
  });

  it("is in between for one who votes by the toss of a coin", () => {
    const scores = fitUserScores(
      pairs((majority, index) => (index % 2 === 0 ? majority : other(majority))),
      PRIOR,
    );
    expect(scores.get("newcomer")).toBeLessThan(0.5);
    expect(scores.get("newcomer")).toBeGreaterThan(0.02);
  });

  it("costs nothing to be in the minority where people are split", () => {
    const split: readonly VotedPair[] = Array.from({ length: 30 }, (_value, index) => ({
      votes: ["ann", "ben", "cat", "dan"].map((annotator, at) => ({
        annotator,
        choice: (at + index) % 2 === 0 ? ("a" as const) : ("b" as const),
      })),
      prior: { probability: 0.5, strength: 20, base: 1 },
    }));
    expect(fitUserScores(split, PRIOR).get("ann")).toBeGreaterThan(0.6);
  });

  it("is the prior's mean, nearly, after a single vote, and ties say nothing", () => {
    const single = fitUserScores([{ votes: [{ annotator: "ann", choice: "a" }], prior: FLAT }], PRIOR);
    expect(single.get("ann")).toBeCloseTo(0.8, 1);
    expect(fitUserScores([{ votes: [{ annotator: "ann", choice: "tie" }], prior: FLAT }], PRIOR).size).toBe(0);
  });
});
