import { describe, expect, it } from "vitest";
import { labelConfidence } from "./label-confidence.ts";

const SCORES = [0.3, 0.8486, 0.4469, 0.4911];

describe("the confidence in a label", () => {
  it("grows with each vote that agrees, from .6500 to .9943", () => {
    const running = SCORES.map(
      (_score, at) =>
        labelConfidence(
          SCORES.slice(0, at + 1).map((userScore) => ({ label: 0, userScore })),
          2,
        )[0],
    );
    expect(running.map((value) => value?.toFixed(6))).toEqual(["0.650000", "0.957763", "0.983422", "0.994279"]);
  });

  it.each([
    [
      2,
      [
        [0, 0.6],
        [1, 0.4],
        [0, 0.5],
      ],
      [0.837209, 0.162791],
    ],
    [
      3,
      [
        [0, 0.6],
        [1, 0.4],
        [0, 0.5],
        [2, 0.2],
      ],
      [0.82243, 0.11215, 0.065421],
    ],
    [
      4,
      [
        [2, 0.7],
        [2, 0.7],
      ],
      [0.009109, 0.009109, 0.972672, 0.009109],
    ],
  ] as const)("weighs votes against each other among %d labels", (labelCount, votes, expected) => {
    const confidence = labelConfidence(
      votes.map(([label, userScore]) => ({ label, userScore })),
      labelCount,
    );
    for (const [label, value] of expected.entries()) {
      expect(confidence[label]).toBeCloseTo(value, 6);
    }
  });

  it("is even without votes, and voters who guess change nothing", () => {
    expect(labelConfidence([], 4)).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(labelConfidence([{ label: 1, userScore: 0 }], 2)).toEqual([0.5, 0.5]);
  });

  it("is drawn to even by a temperature", () => {
    const votes = [{ label: 0, userScore: 0.8 }];
    expect(labelConfidence(votes, 2, 2)[0]).toBeCloseTo(0.75, 12);
    expect(labelConfidence(votes, 2)[0]).toBeCloseTo(0.9, 12);
  });

  it("stays finite under many certain votes", () => {
    const votes = Array.from({ length: 500 }, () => ({ label: 0, userScore: 0.999999 }));
    expect(labelConfidence(votes, 2)).toEqual([1, 0]);
  });

  it("refuses a user score of 1: nobody is always right", () => {
    expect(() => labelConfidence([{ label: 0, userScore: 1 }], 2)).toThrow("user score");
  });

  it("refuses a label that there is not", () => {
    expect(() => labelConfidence([{ label: 2, userScore: 0.5 }], 2)).toThrow("label");
  });
});
