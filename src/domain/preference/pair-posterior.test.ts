import { describe, expect, it } from "vitest";
import { betaCumulative } from "../numerics/beta-cumulative.ts";
import { labelConfidence } from "./label-confidence.ts";
import { pairPosterior } from "./pair-posterior.ts";

const FLAT = { probability: 0.5, strength: 0, base: 1 };
const forA = (count: number, userScore: number) => Array.from({ length: count }, () => ({ choice: "a" as const, userScore }));

describe("the share of people that prefers A", () => {
  it("is the beta posterior of voters who are fully relied on", () => {
    const { share, majorityProbability, interval } = pairPosterior([...forA(7, 1), { choice: "b", userScore: 1 }], FLAT);
    expect(share).toBeCloseTo(0.8, 3);
    expect(majorityProbability).toBeCloseTo(1 - betaCumulative(0.5, 8, 2), 3);
    expect(betaCumulative(interval[0], 8, 2)).toBeCloseTo(0.05, 3);
    expect(betaCumulative(interval[1], 8, 2)).toBeCloseTo(0.95, 3);
  });

  it("is another question than which answer is correct: four votes that give .9943 there give .881 here", () => {
    const scores = [0.3, 0.8486, 0.4469, 0.4911];
    const posterior = pairPosterior(
      scores.map((userScore) => ({ choice: "a", userScore })),
      FLAT,
    );
    expect(posterior.majorityProbability).toBeCloseTo(0.881, 2);
    expect(
      labelConfidence(
        scores.map((userScore) => ({ label: 0, userScore })),
        2,
      )[0],
    ).toBeCloseTo(0.9943, 4);
  });

  it("comes near that question where the prior says that people always agree, as far as the grid reaches", () => {
    const scores = [0.3, 0.8486, 0.4469, 0.4911];
    const agreed = pairPosterior(
      scores.map((userScore) => ({ choice: "a", userScore })),
      { ...FLAT, base: 1e-6 },
    );
    expect(agreed.majorityProbability).toBeGreaterThan(0.96);
  });

  it("is the fallback's opinion without votes, and says that no person had a part in it", () => {
    const { share, peopleWeight, effectiveVotes } = pairPosterior([], { probability: 0.8, strength: 4, base: 1 });
    expect(share).toBeCloseTo((4 * 0.8 + 1) / 6, 3);
    expect([peopleWeight, effectiveVotes]).toEqual([0, 0]);
    expect(pairPosterior([], FLAT)).toMatchObject({ peopleWeight: 0, share: expect.closeTo(0.5, 12) });
  });

  it("says what part people had: two sure votes against a fallback worth two are one half", () => {
    expect(pairPosterior(forA(2, 1), { probability: 0.5, strength: 2, base: 1 }).peopleWeight).toBe(0.5);
  });

  it("knows when people are split", () => {
    const split = Array.from({ length: 200 }, (_value, at) => ({
      choice: at % 2 === 0 ? ("a" as const) : ("b" as const),
      userScore: 1,
    }));
    expect(pairPosterior(split, FLAT).closeProbability).toBeGreaterThan(0.99);
    expect(pairPosterior(forA(10, 1), FLAT).closeProbability).toBeLessThan(0.05);
  });

  it("hears nothing from voters who guess", () => {
    expect(pairPosterior(forA(50, 0), FLAT).share).toBeCloseTo(0.5, 12);
  });
});

describe("a prior that leans to one end", () => {
  it("has the share that it states, however far it leans, and rises with every vote that agrees", () => {
    for (const probability of [0.5, 0.7, 0.9, 0.99, 0.9999]) {
      const shareAfter = (count: number) =>
        pairPosterior(new Array(count).fill({ choice: "a", userScore: 0.8 }), { probability, strength: 2, base: 0 }).share;
      expect(shareAfter(0)).toBeCloseTo(probability, 3);
      expect(shareAfter(1)).toBeGreaterThan(shareAfter(0));
      expect(shareAfter(2)).toBeGreaterThan(shareAfter(1));
    }
  });
});
