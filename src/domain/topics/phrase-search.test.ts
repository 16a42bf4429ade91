import { describe, expect, it } from "vitest";
import { type NumberedStep, PhraseSearch, packSteps, SENTENCE_PLACES } from "./phrase-search.ts";

const WORDS = 5;
const words = (...numbers: readonly number[]): NumberedStep => ({ words: numbers, isAfterGap: false });
const afterGap = (...numbers: readonly number[]): NumberedStep => ({ words: numbers, isAfterGap: true });

function finds(sentence: readonly number[], steps: readonly NumberedStep[], search = new PhraseSearch(WORDS)): boolean {
  search.read(sentence);
  const packed = Int32Array.from(packSteps(steps));
  return search.finds(packed, 0, packed.length);
}

describe("PhraseSearch", () => {
  it("finds steps that follow one another, each by any of its words", () => {
    expect(finds([0, 1, 2], [words(1, 3), words(2)])).toBe(true);
    expect(finds([1, 0, 2], [words(1, 3), words(2)])).toBe(false);
    expect(finds([2, 1], [words(1), words(2)])).toBe(false);
    expect(finds([1], [words(1), words(2)])).toBe(false);
  });

  it("lets up to three words stand in a gap, known or not", () => {
    expect(finds([1, 2], [words(1), afterGap(2)])).toBe(true);
    expect(finds([1, -1, 0, 1, 2], [words(1), afterGap(2)])).toBe(true);
    expect(finds([1, -1, -1, -1, -1, 2], [words(1), afterGap(2)])).toBe(false);
  });

  it("finds at every place and over the middle of a long sentence, and nothing past its last place", () => {
    const sentenceWith = (place: number, gap: number) => {
      const sentence = new Array<number>(SENTENCE_PLACES + 5).fill(-1);
      sentence[place] = 1;
      sentence[place + gap + 1] = 2;
      return sentence;
    };
    for (let gap = 0; gap <= 3; gap += 1) {
      for (let place = 0; place < SENTENCE_PLACES; place += 1) {
        const isInside = place + gap + 1 < SENTENCE_PLACES;
        expect(finds(sentenceWith(place, gap), [words(1), afterGap(2)])).toBe(isInside);
        expect(finds(sentenceWith(place, gap), [words(1), words(2)])).toBe(isInside && gap === 0);
      }
    }
  });

  it("forgets the sentence before", () => {
    const search = new PhraseSearch(WORDS);
    expect(finds([0, 1, -1, 4], [words(1)], search)).toBe(true);
    expect(finds([2, 4], [words(1)], search)).toBe(false);
    expect(finds([2, 4], [words(2), words(4)], search)).toBe(true);
  });
});
