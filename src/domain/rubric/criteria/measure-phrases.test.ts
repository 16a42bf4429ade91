import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

const met = (phrases: readonly string[], answer: string) =>
  assessCriterion({ kind: "phrases", phrases, expects: "present" }, answer).met;

describe("the criterion phrases", () => {
  it("sets case, punctuation, line breaks and contractions aside", () => {
    expect(met(["I don't know"], "Well – I do NOT\nknow.")).toBe(1);
    expect(met(["side effects"], "Side-effects are rare.")).toBe(1);
    expect(met(["it’s free"], "It's free")).toBe(1);
  });

  it("finds whole words only", () => {
    expect(met(["cure"], "This is secure.")).toBe(0);
    expect(met(["a b"], "a c b")).toBe(0);
  });

  it("finds phrases in scripts without spaces by their characters", () => {
    expect(met(["不知道"], "我不知道。")).toBe(1);
  });

  it("sees through invisible characters and full-width letters", () => {
    expect(met(["free money"], "f\u200Bree ｍｏｎｅｙ")).toBe(1);
  });

  it("refuses a phrase without a word", () => {
    expect(() => met(["…"], "x")).toThrow('The phrase "…" has no word to look for.');
  });
});
