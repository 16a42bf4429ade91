import { describe, expect, it } from "vitest";
import { parsePhrase } from "./phrase.ts";

describe("parsePhrase", () => {
  it("reads words as sentences are read", () => {
    expect(parsePhrase("It's  over-the-counter")).toEqual(
      ["it", "is", "over", "the", "counter"].map((word) => ({ words: [word], isAfterGap: false })),
    );
  });

  it("reads gaps and alternatives", () => {
    expect(parsePhrase("when ... Start|begin")).toEqual([
      { words: ["when"], isAfterGap: false },
      { words: ["start", "begin"], isAfterGap: true },
    ]);
    expect(parsePhrase("a … b")).toEqual(parsePhrase("a ... b"));
  });

  it.each(["", "  ", "?!", "... start", "start ...", "a ... ... b", "...", "start|", "|", "start|it's", "a ?!|b"])(
    "refuses %j",
    (text) => {
      expect(parsePhrase(text)).toBeNull();
    },
  );
});
