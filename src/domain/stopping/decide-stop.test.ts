import { describe, expect, it } from "vitest";
import { walkStoppingRule } from "../../../test/doubles/walk-stopping-rule.ts";
import { decideStop, type StoppingRule } from "./decide-stop.ts";

const ANYTIME: StoppingRule = { method: "anytime", stopAt: 0.95, minVotes: 3, maxVotes: 200 };
const POSTERIOR: StoppingRule = { ...ANYTIME, method: "posterior" };
const UNSURE = { majorityProbability: 0.6, closeProbability: 0.3 };

describe("enough votes on a pair", () => {
  it("are never fewer than the minimum, however sure", () => {
    const sure = { posterior: { majorityProbability: 0.999, closeProbability: 0 }, votesForA: 2, votesForB: 0, ties: 0 };
    expect(decideStop(POSTERIOR, sure)).toBeNull();
    expect(decideStop(POSTERIOR, { ...sure, votesForA: 3 })).toBe("confidence");
    expect(decideStop(POSTERIOR, { ...sure, posterior: { ...sure.posterior, majorityProbability: 0.001 }, votesForA: 3 })).toBe(
      "confidence",
    );
  });

  it("are there when the answer is as sure as was asked, to the digit", () => {
    const at = (majorityProbability: number) =>
      decideStop(POSTERIOR, { posterior: { majorityProbability, closeProbability: 0 }, votesForA: 3, votesForB: 0, ties: 0 });
    expect([0.949, 0.95].map(at)).toEqual([null, "confidence"]);
  });

  it("are there when people are clearly split, and when as many voted as were wanted", () => {
    const votes = { votesForA: 10, votesForB: 10, ties: 0 };
    expect(decideStop(ANYTIME, { posterior: { majorityProbability: 0.5, closeProbability: 0.81 }, ...votes })).toBe("too_close");
    expect(decideStop(ANYTIME, { posterior: { majorityProbability: 0.5, closeProbability: 0.79 }, ...votes })).toBeNull();
    expect(decideStop({ ...ANYTIME, maxVotes: 20 }, { posterior: UNSURE, ...votes })).toBe("quorum");
    expect(decideStop(ANYTIME, { posterior: UNSURE, ...votes })).toBeNull();
  });

  it("are eight unanimous ones for anytime validity at 5 %", () => {
    const posterior = { majorityProbability: 0.99, closeProbability: 0 };
    const unanimous = (votesForA: number) => decideStop(ANYTIME, { posterior, votesForA, votesForB: 0, ties: 0 });
    expect([7, 8].map(unanimous)).toEqual([null, "confidence"]);
  });

  it("are not there while votes and fallback contradict each other, nor before the answer is as sure as was asked", () => {
    const unanimous = { votesForA: 9, votesForB: 0, ties: 0 };
    expect(decideStop(ANYTIME, { posterior: { majorityProbability: 0.01, closeProbability: 0 }, ...unanimous })).toBeNull();
    expect(decideStop(ANYTIME, { posterior: UNSURE, ...unanimous })).toBeNull();
  });

  it("count ties as votes, but not as evidence", () => {
    expect(decideStop({ ...ANYTIME, maxVotes: 10 }, { posterior: UNSURE, votesForA: 1, votesForB: 1, ties: 8 })).toBe("quorum");
    const posterior = { majorityProbability: 0.96, closeProbability: 0 };
    expect(decideStop(ANYTIME, { posterior, votesForA: 8, votesForB: 0, ties: 20 })).toBe("confidence");
    expect(decideStop(ANYTIME, { posterior, votesForA: 7, votesForB: 0, ties: 20 })).toBeNull();
  });
});

describe("stopping early, looked at after every vote", () => {
  const anytime = walkStoppingRule(ANYTIME, 1);

  it("calls an even pair uneven with a probability of at most 5 % by the anytime rule, where the posterior with a flat prior does so in half of the cases", () => {
    expect(anytime(0.5).reasons.confidence).toBeLessThanOrEqual(0.05);
    expect(walkStoppingRule(POSTERIOR, 1)(0.5).reasons.confidence).toBeGreaterThan(0.4);
  });

  it("is right on clear pairs with far fewer votes than the most that may be asked", () => {
    const clear = anytime(0.9);
    expect(clear.favoursB).toBeLessThan(0.001);
    expect(clear.meanVotes).toBeLessThan(15);
  });

  it("is honest by the posterior where the prior fits the pairs: of those decided at .95, less than 5 % are wrong", () => {
    const walk = walkStoppingRule(POSTERIOR, 5);
    // Shares of a Beta(5, 5) population, by their density at 99 points; for shares above one half B is the wrong call, and below A is.
    const outcomes = Array.from({ length: 99 }, (_value, at) => {
      const share = (at + 1) / 100;
      const { reasons, confidentlyB } = walk(share);
      return {
        weight: share ** 4 * (1 - share) ** 4,
        decided: reasons.confidence,
        wrong: share > 0.5 ? confidentlyB : share < 0.5 ? reasons.confidence - confidentlyB : reasons.confidence / 2,
      };
    });
    const total = (part: "decided" | "wrong") => outcomes.reduce((sum, outcome) => sum + outcome.weight * outcome[part], 0);
    expect(total("wrong") / total("decided")).toBeLessThan(0.05);
    expect(total("wrong") / total("decided")).toBeGreaterThan(0.02);
  });
});
