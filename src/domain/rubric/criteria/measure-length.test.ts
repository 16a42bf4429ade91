import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

type Unit = "words" | "tokens" | "characters" | "sentences" | "paragraphs";
const assess = (unit: Unit, min: number | null, max: number | null, answer: string, graded = false) =>
  assessCriterion({ kind: "length", unit, min, max, graded }, answer);

describe("the criterion length", () => {
  it.each<[Unit, string, number]>([
    ["words", "It's a well-known fact – really.", 5],
    ["words", "- one\n- two", 2],
    ["words", "我喜欢 tea", 4],
    ["words", "<think>not counted at all</think>one", 1],
    ["words", "", 0],
    ["tokens", "internationalisation costs 12,000 €", 8],
    ["tokens", "seventh eighthly привет", 1 + 2 + 3],
    ["tokens", "приве при", 2 + 2],
    ["characters", "naïve 👍", 7],
    ["characters", "\n  naïve \n", 5],
    ["sentences", "Dr. Smith paid 3.50 for it. Fine! Is it?", 3],
    ["sentences", "One.\n```\nx. y. z.\n```\nTwo.", 2],
    ["paragraphs", "# Title\n\nOne\nstill one.\n\n---\n\n- a\n- b\n\n```\ncode\n```\n\nLast.", 3],
  ])("counts %s of %j as %i", (unit, answer, count) => {
    expect(assess(unit, count, count, answer).met).toBe(1);
    expect(assess(unit, count + 1, null, answer).met).toBe(0);
  });

  it("falls off with the ratio to the bound where it is graded", () => {
    const words = (count: number) => Array.from({ length: count }, () => "word").join(" ");
    expect(assess("words", 10, 20, words(5), true).met).toBe(0.5);
    expect(assess("words", 10, 20, words(40), true).met).toBe(0.5);
    expect(assess("words", 10, 20, words(80), true).met).toBe(0.2);
    expect(assess("words", 10, 20, words(10), true).met).toBe(1);
    expect(assess("words", 10, null, "", true).met).toBe(0);
    expect(assess("words", null, 0, "one", true).met).toBe(0);
    expect(assess("words", null, 20, words(40)).met).toBe(0);
  });

  it("says what it counted and what was expected", () => {
    expect(assess("words", 3, null, "one two").explanation).toBe("2 words, 3 or more expected");
    expect(assess("sentences", null, 0, "One.").explanation).toBe("1 sentence, 0 or fewer expected");
    expect(assess("words", 1, null, "").explanation).toBe("0 words, 1 or more expected");
  });
});
