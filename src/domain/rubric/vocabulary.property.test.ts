import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokeniseWords } from "../text/tokenise-words.ts";
import { spaceOut } from "./space-out.ts";
import { createVocabulary } from "./vocabulary.ts";

const PIECES = [
  "can't",
  "CANNOT",
  "it’s",
  "Anna's",
  "12,000",
  "3.14",
  "1.2.3",
  "v2",
  "don`t",
  "rock'n'roll",
  "'",
  "’",
  "`",
  ",",
  ".",
  " ",
  "\n",
  "—",
  "…",
  "“",
  "👍",
  "🇩🇪",
  "é",
  "É",
  "ß",
  "ẞ",
  "İ",
  "ñ",
  "Ж",
  "ё",
  "ά",
  "字",
  "½",
  "²",
  "ﬁ",
  "ｆ",
  "™",
  "①",
  "₨",
  "‴",
  "\u0301",
  "\uD83D",
  "a",
  "b",
  "x1",
  "0",
  "th",
  "-",
  "İstanbul",
  "e\u0301",
  "𝐀",
  "\u200D",
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
);

describe("a vocabulary", () => {
  it("reads the words that the tokeniser finds, whatever it has read before", () => {
    const vocabulary = createVocabulary();
    fc.assert(
      fc.property(text, (content) => {
        const words = Array.from(vocabulary.read(content.normalize("NFC")), vocabulary.wordOf);
        expect(words).toEqual(tokeniseWords(spaceOut(content.normalize("NFKC"))));
      }),
      { numRuns: 2_000 },
    );
  });

  it("keeps the numbers of pinned words, and what is remembered of them right, when it forgets", () => {
    const vocabulary = createVocabulary();
    const lengthOf = vocabulary.remember((word) => word.length);
    const pinned = vocabulary.pin("elephant");
    for (let round = 0; round < 3; round += 1) {
      const texts = Array.from({ length: 12_000 }, (_unused, number) => `w${round}${"x".repeat(number % 7)}${number}`);
      const numbers = vocabulary.read(`${texts.join(" ")} elephant`);
      expect(numbers.at(-1)).toBe(pinned);
      expect(numbers.length).toBe(12_001);
      expect(Array.from(numbers, lengthOf)).toEqual(Array.from(numbers, (number) => vocabulary.wordOf(number).length));
      vocabulary.forgetMany();
    }
  });
});
