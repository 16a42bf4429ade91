import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takeOutInvisible } from "./take-out-invisible.ts";

/** As the rules say it, without asking first whether there is anything to do. */
function takeOutPlainly(text: string): { readonly text: string; readonly isWhole: boolean } {
  const normal = text.normalize("NFC").replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n");
  const visible = normal.replace(
    /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]|[\u034F\u115F\u1160\u2800\u3164\uFFA0]|[\uFE00-\uFE0F]/gu,
    "",
  );
  return { text: visible, isWhole: visible.length === normal.length };
}

const TELLING = [
  ..."aé’—…字か😀⚠가각",
  "e\u0301",
  "\u0301",
  "\u1100",
  "\u1161",
  "\u11a8",
  "\u212b",
  "\u00ad",
  "\u200b",
  "\ufe0f",
];
const BREAKS = ["\t", "\n", "\r", "\r\n", "\u2028", "\ud83d", "\udc00", "\udb40\udc01"];

describe("takeOutInvisible", () => {
  it("does what the rules say to any text", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...TELLING, ...BREAKS), maxLength: 20 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(takeOutInvisible(text)).toEqual(takeOutPlainly(text));
      }),
      { numRuns: 3000 },
    );
  });

  it("does it to every character of the first plane and to the pictures, alone and after a letter that takes marks", () => {
    for (let code = 0; code <= 0x1fbff; code += code === 0xffff ? 0x1f000 - 0xffff : 1) {
      const character = String.fromCodePoint(code);
      const texts = [character, `e${character}`, `가${character}`];
      expect(texts.map(takeOutInvisible)).toEqual(texts.map(takeOutPlainly));
    }
  });
});
