import { describe, expect, it } from "vitest";
import { splitSentences } from "./split-sentences.ts";

describe("splitSentences", () => {
  it.each([
    ["Hello. Where is it? It hurts!", ["Hello.", "Where is it?", "It hurts!"]],
    ["I'm Dr. Lee from St. Mary's. Sit down.", ["I'm Dr. Lee from St. Mary's.", "Sit down."]],
    ["Is it sharp, e.g. like a knife? Or dull, i.e. aching?", ["Is it sharp, e.g. like a knife?", "Or dull, i.e. aching?"]],
    ["It was 37.5 degrees. Then 38.", ["It was 37.5 degrees.", "Then 38."]],
    ["I met J. Smith. He left.", ["I met J. Smith.", "He left."]],
    ["So did I. Then I left.", ["So did I.", "Then I left."]],
    [
      "1. Where is it?\n2) When did it start?\n- Any fever?\n* Any cough?",
      ["Where is it?", "When did it start?", "Any fever?", "Any cough?"],
    ],
    ["no stop\nsecond line", ["no stop", "second line"]],
    ['He said "Stop!" Then he left.', ['He said "Stop!"', "Then he left."]],
    ["What?! Really...", ["What?!", "Really..."]],
    ["Well... maybe not. Yes.", ["Well... maybe not.", "Yes."]],
    ["Where?When did it start?", ["Where?", "When did it start?"]],
    ["Look at example.com/a?b=c now.", ["Look at example.com/a?b=c now."]],
    ["どこ？いつ。", ["どこ？", "いつ。"]],
    ["... !!! ---", []],
    ["", []],
  ])("splits %j", (text, expected) => {
    expect(splitSentences(text)).toEqual(expected);
  });

  it("ends a sentence with an abbreviation only at the end of a line", () => {
    expect(splitSentences("He has tea, etc. Then he left.\nAsk the dr.")).toEqual([
      "He has tea, etc.",
      "Then he left.",
      "Ask the dr.",
    ]);
  });

  it("loses no letter of hostile repetitions", () => {
    expect(splitSentences("a.".repeat(5_000)).join("")).toBe("a.".repeat(5_000));
    expect(splitSentences(`${"?".repeat(9_999)}a`)).toHaveLength(1);
    expect(splitSentences("1. ".repeat(3_000)).length).toBeGreaterThan(0);
  });
});
