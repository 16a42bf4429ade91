import { describe, expect, it } from "vitest";
import { normalQuantile } from "./normal-quantile.ts";
import { studentQuantile } from "./student-quantile.ts";

describe("studentQuantile", () => {
  it.each([
    [0.95, 1, 6.3138],
    [0.975, 4, 2.7764],
    [0.95, 12, 1.7823],
    [0.9995, 30, 3.646],
  ])("gives the tables' value at %d with %d degrees of freedom", (probability, degrees, value) => {
    expect(studentQuantile(probability, degrees)).toBeCloseTo(value, 3);
  });

  it("is symmetric about 0, and the normal's where there are many degrees", () => {
    expect(studentQuantile(0.1, 7)).toBe(-studentQuantile(0.9, 7));
    expect(studentQuantile(0.5, 7)).toBeCloseTo(0, 6);
    expect(studentQuantile(0.975, 1e6)).toBeCloseTo(normalQuantile(0.975), 5);
  });
});
