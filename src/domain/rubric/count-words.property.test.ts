import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWords } from "./count-words.ts";

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;

/** As the words of the doc comment say it, without any thought of speed. */
function countPlainly(text: string): number {
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  return (
    unspaced +
    text
      .replace(UNSPACED, " ")
      .split(/[\s\0-\x20]+/)
      .filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length
  );
}

const texts = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("a", "É", "7", " ", "\n", "’", "—", "…", "字", "か", "ก", "่", "𠀋", "😀", "𝟘", "\ud83d", "\udc00", "́"),
    maxLength: 40,
  }),
);

describe("countWords", () => {
  it("counts pieces between white space that hold a letter or digit, and each character of unspaced scripts", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(countWords(text)).toBe(countPlainly(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["Don’t stop — it’s well-known…", 4],
    ["天気がいい", 5],
    ["2024年 is 12 months", 5],
    ["😀 😀", 0],
  ])("%s", (text, words) => {
    expect(countWords(text)).toBe(words);
  });
});
