import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitHiddenCharacters } from "./hidden-characters.ts";

/** Whole characters and halves of them. */
const ANY_TEXT = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units));

const labels = (text: string) =>
  splitHiddenCharacters(text).flatMap((segment) => (segment.kind === "hidden" ? [segment.label] : []));

describe("splitHiddenCharacters", () => {
  it.each([
    ["a\u202eb", "U+202E"],
    ["pay\u200bpal", "U+200B"],
    ["\u2066x", "U+2066"],
    ["a\u00adb", "U+00AD"],
    ["\ufefftext", "U+FEFF"],
    ["bell\u0007", "U+0007"],
    ["e\u200dvil", "U+200D"],
    ["a\ufe01", "U+FE01"],
    ["a\u{e0100}", "U+E0100"],
    ["x\u2028y", "U+2028"],
  ])("marks what hides in %j", (text, label) => {
    expect(labels(text)).toEqual([label]);
  });

  it("marks a run once, and says how long it is", () => {
    expect(labels(`a${"\u200b".repeat(12)}b`)).toEqual(["U+200B ×12"]);
    expect(labels("a\u{e0041}\u{e0042}\u{e0043}b")).toEqual(["3 hidden characters"]);
  });

  it.each(["👩‍👩‍👧", "❤️", "❤️‍🔥", "🏳️‍🌈", "1️⃣", "می‌خواهم", "क्‍ष", "plain\ttext\r\n"])("leaves %s as it is", (text) => {
    expect(labels(text)).toEqual([]);
  });

  it("marks a joiner that joins nothing", () => {
    expect(labels("a\u200cb \u200d👩")).toEqual(["U+200C", "U+200D"]);
  });

  it("loses nothing of any text", () => {
    fc.assert(
      fc.property(ANY_TEXT, (text) => {
        expect(
          splitHiddenCharacters(text)
            .map((segment) => segment.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
