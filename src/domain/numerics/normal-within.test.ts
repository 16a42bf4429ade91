import { describe, expect, it } from "vitest";
import { normalQuantile } from "./normal-quantile.ts";
import { normalWithin } from "./normal-within.ts";

describe("the probability that a normal lies within a reach", () => {
  it.each([
    [0, 0],
    [1, 0.682689492],
    [1.959963985, 0.95],
    [3, 0.997300204],
    [40, 1],
  ])("of %d is %d", (reach, probability) => {
    expect(Math.abs(normalWithin(reach) - probability)).toBeLessThan(2e-7);
  });

  it("is the quantile's inverse", () => {
    for (const probability of [0.1, 0.5, 0.9, 0.99]) {
      expect(Math.abs(normalWithin(normalQuantile((1 + probability) / 2)) - probability)).toBeLessThan(2e-7);
    }
  });
});
