import { describe, expect, it } from "vitest";
import { systemRandom } from "./system-ports.ts";

describe("the system's randomness", () => {
  it("makes tokens of base62 that do not come twice", () => {
    const tokens = Array.from({ length: 2000 }, () => systemRandom.token(15));
    expect(new Set(tokens).size).toBe(2000);
    expect(tokens.every((token) => /^[0-9A-Za-z]{21}$/.test(token))).toBe(true);
  });

  it("draws whole numbers over the 32 bits", () => {
    const drawn = Array.from({ length: 2000 }, () => systemRandom.uint32());
    expect(drawn.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32)).toBe(true);
    expect(Math.abs(drawn.reduce((sum, value) => sum + value, 0) / 2000 / 2 ** 31 - 1)).toBeLessThan(0.1);
  });
});
