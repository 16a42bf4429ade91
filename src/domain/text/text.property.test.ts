import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifySentence } from "./classify-sentence.ts";
import { cleanMessage } from "./clean-message.ts";
import { splitSentences } from "./split-sentences.ts";
import { stemWord } from "./stem-word.ts";
import { tokeniseWords } from "./tokenise-words.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        "<think>",
        "</think>",
        "a",
        "Dr.",
        " ",
        "\n",
        "?",
        ".",
        "'",
        "1,",
        "e.g.",
        "tell me",
        "what",
        ",",
        "\u200B",
        "ing",
      ),
      { maxLength: 200 },
    )
    .map((pieces) => pieces.join("")),
);
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");

describe("text", () => {
  it("a cleaned message is clean", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cleaned = cleanMessage(text);
        expect(cleanMessage(cleaned)).toBe(cleaned);
        expect(cleaned).not.toMatch(/[\u200B\uFEFF\t\r]| {2}|^\s|\s$/);
      }),
    );
  });

  it("sentences hold the letters of the text in their order, but for list marks", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cleaned = cleanMessage(text);
        const split = letters(splitSentences(cleaned).join(""));
        const whole = letters(cleaned);
        let position = 0;
        for (const letter of split) {
          position = whole.indexOf(letter, position) + letter.length;
          expect(position).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("words are lower case, without white space and never empty", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const word of tokeniseWords(text)) {
          expect(word).toMatch(/^\S+$/);
          expect(word).toBe(word.toLowerCase());
        }
      }),
    );
  });

  it("every function gives the same answer twice and never throws", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(classifySentence(text)).toBe(classifySentence(text));
        expect(tokeniseWords(text).map(stemWord)).toEqual(tokeniseWords(text).map(stemWord));
      }),
    );
  });
});
