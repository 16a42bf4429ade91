import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repetitionShare } from "./repetition-share.ts";

describe("repetitionShare", () => {
  it("is 0 where nothing stood there before, or there is no phrase", () => {
    expect(repetitionShare("one two three four five six")).toBe(0);
    expect(repetitionShare("")).toBe(0);
    expect(repetitionShare("no no")).toBe(0);
  });

  it("counts the phrases of three words that stood there before", () => {
    // a b c, b c a, c a b, then a b c once more.
    expect(repetitionShare("a b c a b c")).toBe(0.25);
    expect(repetitionShare("no no no no no")).toBeCloseTo(2 / 3, 12);
  });

  it("goes towards 1 for a text that says one thing over and over, and stays below", () => {
    expect(repetitionShare("Sorry about that. ".repeat(100))).toBeGreaterThan(0.95);
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const share = repetitionShare(text);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThan(1);
      }),
    );
  });

  it("reads the first 1,000 characters", () => {
    const words = Array.from({ length: 900 }, (_value, index) => `w${1000 + index}`).join(" ");
    expect(repetitionShare(`${words} ${"same ".repeat(500)}`)).toBe(0);
  });
});
