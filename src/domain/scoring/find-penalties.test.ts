import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { READ_CHARACTERS_MAX } from "../rubric/text-view.ts";
import { findPenalties } from "./find-penalties.ts";
import { NEUTRAL_SHAPING } from "./shaping-rules.ts";

const SHAPING = {
  ...NEUTRAL_SHAPING,
  lengthPenalty: { freeWords: 100, per100Words: 0.1, max: 0.25 },
  repetitionPenalty: { ngramWords: 3, freeShare: 0.1, factor: 0.5, max: 0.3 },
};
/** So many different words. */
const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(" ");
const penalties = (answer: string) => findPenalties(SHAPING, answer);

describe("the length penalty", () => {
  it("grows evenly beyond the free words, up to its limit", () => {
    expect([0, 100, 101, 150, 200, 350, 900].map((count) => penalties(words(count)).length)).toEqual([
      0, 0, 0.001, 0.05, 0.1, 0.25, 0.25,
    ]);
  });

  it("does not count thoughts", () => {
    expect(penalties(`<think>${words(500)}</think> ${words(50)}`).length).toBe(0);
  });

  it("counts words as the rubric does: a letter that stands for several words as those, and nothing beyond what is read", () => {
    // U+FDFA is a sentence of four words written as one letter.
    const free = { ...SHAPING, lengthPenalty: { freeWords: 0, per100Words: 0.1, max: 1 } };
    expect(findPenalties(free, "\ufdfa").length).toBe(0.004);
    const long = "w ".repeat(READ_CHARACTERS_MAX);
    const boundless = { ...SHAPING, lengthPenalty: { freeWords: 0, per100Words: 0.1, max: 1e9 } };
    expect(findPenalties(boundless, long).length).toBeCloseTo(READ_CHARACTERS_MAX / 2000, 9);
  });

  it("never falls as words are added", () => {
    const word = fc.constantFrom("it", "isn't", "3,000", "—", "Zürich", "a-b", "\n\n", "🦴");
    fc.assert(
      fc.property(fc.nat(300), fc.array(word, { maxLength: 50 }), (count, more) => {
        expect(penalties(`${words(count)} ${more.join(" ")}`).length).toBeGreaterThanOrEqual(penalties(words(count)).length);
      }),
    );
  });
});

describe("the repetition penalty", () => {
  it("takes what is repeated beyond the free share, up to its limit", () => {
    expect(penalties(words(60)).repetition).toBe(0);
    // 8 words give 6 three-word sequences, of which 4 are different.
    expect(penalties("a b c d a b c d").repetition).toBeCloseTo(0.5 * (2 / 6 - 0.1), 12);
    expect(penalties("so ".repeat(80)).repetition).toBe(0.3);
  });

  it("has nothing to say of a text shorter than one sequence", () => {
    expect(penalties("so so").repetition).toBe(0);
    expect(penalties("").repetition).toBe(0);
  });

  it("grows with every further repetition of the same passage", () => {
    const taken = [1, 2, 3, 4].map((times) => penalties("the moon pulls on the sea ".repeat(times)).repetition);
    expect(taken).toEqual(taken.toSorted((a, b) => a - b));
    expect(taken[0]).toBe(0);
    expect(taken[3]).toBeGreaterThan(taken[1] ?? Number.NaN);
  });
});

describe("penalties", () => {
  it("are none before the first message, and none where the scenario states none", () => {
    expect(findPenalties(SHAPING, null)).toEqual({ length: 0, repetition: 0 });
    expect(findPenalties(NEUTRAL_SHAPING, "so ".repeat(900))).toEqual({ length: 0, repetition: 0 });
  });
});
