import { describe, expect, it } from "vitest";
import { readScore } from "./read-score.ts";
import { labelByOrder } from "./scalar-interface.ts";

const NUMBERS = labelByOrder([0.2, 0.7, 0.1]);

describe("a score", () => {
  it.each([
    ["first" as const, 0.2],
    ["last" as const, 0.1],
    [{ label: "LABEL_1" }, 0.7],
  ])("is picked: %j", (pick, raw) => {
    expect(readScore(NUMBERS, { pick, activation: "raw" })).toBe(raw);
  });

  it.each(["sigmoid", "softmax"] as const)("is a probability's log-odds where its server insists on a %s", (activation) => {
    expect(readScore(NUMBERS, { pick: "first", activation })).toBeCloseTo(Math.log(0.2 / 0.8), 12);
  });

  it("is finite where a probability has run into its end", () => {
    const limit = 24 * Math.LN2;
    expect(readScore(labelByOrder([1]), { pick: "first", activation: "sigmoid" })).toBeCloseTo(limit, 6);
    expect(readScore(labelByOrder([0]), { pick: "first", activation: "sigmoid" })).toBeCloseTo(-limit, 6);
  });

  it.each([
    [[], "first", "raw"],
    [[null], "first", "raw"],
    [[Number.NaN], "first", "raw"],
    [[Number.POSITIVE_INFINITY], "first", "raw"],
    [[1.0001], "first", "sigmoid"],
    [[-3], "first", "softmax"],
    [[1], "first", "softmax"],
    [[1, 2], { label: "LABEL_2" }, "raw"],
  ] as const)("is none: %j, %j, %s", (values, pick, activation) => {
    expect(readScore(labelByOrder(values), { pick, activation })).toMatchObject({ reason: "bad_answer" });
  });
});
