import { describe, expect, it } from "vitest";
import { normalQuantile } from "./normal-quantile.ts";

describe("the normal quantile", () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.95, 1.6448536269514722],
    [0.001, -3.090232306167813],
    [1e-9, -5.997807015008182],
  ])("of %f is %f", (probability, expected) => {
    expect(normalQuantile(probability)).toBeCloseTo(expected, 8);
  });

  it("is mirrored exactly", () => {
    expect(normalQuantile(0.25)).toBe(-normalQuantile(0.75));
  });

  it.each([0, 1, -0.1, Number.NaN])("is not asked for %f", (probability) => {
    expect(() => normalQuantile(probability)).toThrow("between 0 and 1");
  });
});
