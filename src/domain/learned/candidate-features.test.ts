import { describe, expect, it } from "vitest";
import { candidateFeatures } from "./candidate-features.ts";
import { hashText } from "./hash-words.ts";
import { STYLE_FEATURES } from "./style-features.ts";

const answerTo = (prompt: string, ...answers: readonly string[]) =>
  candidateFeatures([{ role: "user", content: prompt }, ...answers.map((content) => ({ role: "assistant", content }))], null);
const styleOf = (answer: string, prompt = "What is an index?") => {
  const { style } = answerTo(prompt, answer);
  return Object.fromEntries(STYLE_FEATURES.map((name, place) => [name, style[place]]));
};

describe("the style of an answer", () => {
  it("counts as ln(1 + count) what an answer is made of", () => {
    const style = styleOf("# Title\n\nA **bold** word. Is it?\n\n- one\n- two\n\n1. first\n\n```sql\nSELECT 1;\n```\nYes!");
    const count = (name: (typeof STYLE_FEATURES)[number]) => Math.round(Math.expm1(style[name] ?? Number.NaN));
    expect(count("ln_headers")).toBe(1);
    expect(count("ln_bold")).toBe(1);
    expect(count("ln_bullets")).toBe(2);
    expect(count("ln_numbered")).toBe(1);
    expect(count("ln_code_blocks")).toBe(1);
    expect(count("ln_questions")).toBe(1);
    expect(count("ln_exclamations")).toBe(1);
  });

  it("takes shares of characters and words", () => {
    expect(styleOf("1234")).toMatchObject({ digit_share: 1, upper_case_share: 0, foreign_share: 0 });
    expect(styleOf("ABCD")).toMatchObject({ upper_case_share: 1 });
    expect(styleOf("éééé")).toMatchObject({ foreign_share: 1 });
    expect(styleOf("so so so so")).toMatchObject({ word_variety: 0.25 });
  });

  it("holds the answer against its prompt", () => {
    expect(styleOf("an index is what", "what is an index")).toMatchObject({ prompt_covered: 1, prompt_copied: 1 });
    expect(styleOf("water", "what is an index")).toMatchObject({ prompt_covered: 0, prompt_copied: 0 });
  });

  it("tells refusals, answers that break off, and none at all", () => {
    expect(styleOf("I'm sorry, but I can't help with that.")).toMatchObject({ is_refusal: 1, is_cut_off: 0, is_empty: 0 });
    expect(styleOf("An index is a structure that keeps the")).toMatchObject({ is_refusal: 0, is_cut_off: 1, is_empty: 0 });
    expect(styleOf("")).toMatchObject({ is_cut_off: 0, is_empty: 1, ln_words: 0 });
  });

  it("is finite for any text", () => {
    for (const text of ["\u0000", "```", "**", " ".repeat(50_000), "😀".repeat(30_000), "a ".repeat(100_000)]) {
      expect([...answerTo(text, text).style].every(Number.isFinite)).toBe(true);
      expect([...answerTo(text, text).words.values].every(Number.isFinite)).toBe(true);
    }
  });
});

describe("the hashed words of an answer", () => {
  it("are single words and pairs, each once, ascending, as a vector of length 1", () => {
    const { hashes, values } = answerTo("?", "water runs, water runs").words;
    const expected = ["water", "runs", "water runs", "runs water"].map(hashText).sort((one, other) => one - other);
    expect([...hashes]).toEqual(expected);
    expect(Math.hypot(...values)).toBeCloseTo(1, 6);
    const weightIn = (gram: string) => values[hashes.indexOf(hashText(gram))] ?? Number.NaN;
    expect(weightIn("water") / weightIn("runs water")).toBeCloseTo(Math.log1p(2) / Math.log1p(1), 5);
  });

  it("are those of the newest messages, 400 at most, and of no thing that anybody else said", () => {
    const old = Array.from({ length: 300 }, (_value, place) => `old${place}`).join(" ");
    const recent = Array.from({ length: 300 }, (_value, place) => `new${place}`).join(" ");
    const { hashes } = answerTo("secret", old, recent).words;
    const has = (word: string) => hashes.includes(hashText(word));
    expect([has("new0"), has("new299"), has("old0"), has("old99"), has("old100"), has("secret")]).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(has("new299 old0") || has("old299 new0")).toBe(false);
  });

  it("are none of an empty answer", () => {
    expect(answerTo("?", "").words).toEqual({ hashes: new Uint32Array(), values: new Float32Array() });
  });
});
