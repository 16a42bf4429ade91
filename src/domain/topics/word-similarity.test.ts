import { describe, expect, it } from "vitest";
import { compareDirections, compareSpelling, toDirection } from "./word-similarity.ts";

describe("compareDirections", () => {
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const [first, second] = [toDirection(Int8Array.from(a)), toDirection(Int8Array.from(b))];
    return first && second ? compareDirections(first, second) : Number.NaN;
  };

  it("is highest for the same direction whatever the lengths, and 0 below the floor", () => {
    expect(compare([1, 2, 3], [40, 80, 120])).toBeCloseTo(0.9, 6);
    expect(compare([1, 0], [0, 1])).toBe(0);
    expect(compare([1, 0], [-1, 0])).toBe(0);
    expect(compare([10, 1], [10, 4])).toBeGreaterThan(compare([10, 1], [10, 9]));
  });

  it("gives no direction to nothing", () => {
    expect(toDirection(null)).toBeNull();
    expect(toDirection(Int8Array.of(0, 0))).toBeNull();
  });
});

describe("compareSpelling", () => {
  it("is 1 for the same word, high for a slip, 0 for short or very different words", () => {
    expect(compareSpelling("allergies", "allergies")).toBe(1);
    expect(compareSpelling("alergies", "allergies")).toBeGreaterThan(0.5);
    expect(compareSpelling("weather", "allergies")).toBe(0);
    expect(compareSpelling("pain", "pian")).toBe(0);
    expect(compareSpelling("medic", "medications")).toBe(0);
  });
});
