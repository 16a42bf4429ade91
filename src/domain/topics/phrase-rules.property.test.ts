import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Topic } from "../scenarios/scenario.ts";
import { compilePhraseRules, findPhrases } from "./phrase-rules.ts";

const WORDS = ["when", "did", "it", "start", "begin", "the", "pain"];
const alternatives = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join("|"));
const phrases = fc
  .array(fc.record({ step: alternatives, isAfterGap: fc.boolean() }), { minLength: 1, maxLength: 4 })
  .map((steps) => steps.map(({ step, isAfterGap }, i) => (isAfterGap && i > 0 ? `... ${step}` : step)).join(" "));
const sentences = fc.array(fc.constantFrom(...WORDS, "elsewhere"), { maxLength: 12 });

const topic = (own: Pick<Topic, "phrases" | "not">): Topic => ({
  id: "t",
  description: "",
  listens: "any",
  examples: [],
  otherwise: [],
  effects: {},
  ...own,
});

/** The same by a regular expression over words that each end with a blank. */
function stands(phrase: string, sentence: readonly string[]): boolean {
  const pattern = phrase.split(" ").map((part) => (part === "..." ? "(?:\\w+ ){0,3}" : `(?:${part}) `));
  return new RegExp(`(?:^| )${pattern.join("")}`).test(sentence.map((word) => `${word} `).join(""));
}

describe("findPhrases", () => {
  it("finds what a regular expression of the phrase finds, in topics side by side", () => {
    fc.assert(
      fc.property(
        fc.array(phrases, { minLength: 1, maxLength: 6 }),
        fc.array(phrases, { maxLength: 1 }),
        sentences,
        (all, not, sentence) => {
          const topics = [...all.map((phrase) => topic({ phrases: [phrase], not: [] })), topic({ phrases: all, not })];
          const { proven, ruledOut } = findPhrases(compilePhraseRules(topics), sentence);
          const found = all.map((phrase) => stands(phrase, sentence));
          expect(all.map((_, i) => proven.has(i))).toEqual(found);
          expect(ruledOut.has(all.length)).toBe(not.some((phrase) => stands(phrase, sentence)));
          expect(proven.has(all.length)).toBe(found.includes(true) && !ruledOut.has(all.length));
        },
      ),
    );
  });
});
