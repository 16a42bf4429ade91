import { describe, expect, it } from "vitest";
import { gradeCosine, toDirection } from "./direction.ts";

describe("gradeCosine", () => {
  it("is highest for the same direction whatever the lengths, and 0 below the floor", () => {
    expect(gradeCosine(560, 560)).toBeCloseTo(0.9, 6);
    expect(gradeCosine(0, 1)).toBe(0);
    expect(gradeCosine(-1, 1)).toBe(0);
    expect(gradeCosine(41, 100)).toBe(0);
    expect(gradeCosine(90, 100)).toBeGreaterThan(gradeCosine(60, 100));
  });
});

describe("toDirection", () => {
  it("measures a vector and gives no direction to nothing", () => {
    expect(toDirection(Int8Array.of(3, -4))?.length).toBe(5);
    expect(toDirection(null)).toBeNull();
    expect(toDirection(Int8Array.of(0, 0))).toBeNull();
  });
});
