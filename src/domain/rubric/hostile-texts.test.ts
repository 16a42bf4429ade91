import { describe, expect, it } from "vitest";
import { PLAIN_ENGINE_TOOLS } from "../../../test/doubles/engine-tools.ts";
import { createRubric } from "./rubric.ts";
import type { Criterion, RubricCheck } from "./rubric-check.ts";

const CRITERIA: readonly Criterion[] = [
  { kind: "pattern", pattern: "(a+)+$", ignoreCase: true, expects: "present" },
  { kind: "phrases", phrases: ["a a a a b"], expects: "present" },
  { kind: "forbidden_claims", claims: ["a a a b", "answer is"] },
  { kind: "length", unit: "words", min: 1, max: 2, graded: true },
  { kind: "length", unit: "tokens", min: 1, max: 2, graded: true },
  { kind: "length", unit: "characters", min: 1, max: 2, graded: true },
  { kind: "length", unit: "sentences", min: 1, max: 2, graded: true },
  { kind: "length", unit: "paragraphs", min: 1, max: 2, graded: true },
  { kind: "json", schema: { type: "object" } },
  { kind: "sections", headings: ["A"], inOrder: true, graded: true },
  { kind: "reference", match: "exact", text: "b", tolerance: 0 },
  { kind: "reference", match: "numeric", text: "1", tolerance: 0 },
  { kind: "reference", match: "f1", text: "a b", tolerance: 0 },
  { kind: "citations", form: "bracketed", min: 1 },
  { kind: "citations", form: "author_year", min: 1 },
  { kind: "citations", form: "url", min: 1 },
  { kind: "code_block", language: "js", expects: "present" },
  { kind: "list_items", min: 1, max: 2 },
  { kind: "language", language: "en" },
  { kind: "script", script: "Latin", shareMin: 0.5 },
  { kind: "repetition", ngramWords: 3, shareMax: 0.1 },
  { kind: "refusal", expects: "absent" },
  { kind: "think_tags", rule: "closed" },
  { kind: "turns", min: 1, max: null },
  { kind: "request_coverage" },
  { kind: "echo", shareMax: 0.1, requestShareMax: null },
  { kind: "relevance" },
  { kind: "instructions" },
];
const PIECES = [
  ..." \n\t#*_`~-|<>[](){}\"'.,;:!?=+/\\$@&%^0aAé字👍",
  "a ",
  "A ",
  "a\n",
  "1,",
  "1.",
  "- ",
  "1. ",
  "# ",
  "\n\n",
  "```",
  "``` ",
  "<think>",
  "</think>",
  "[1]",
  "(Ab, ",
  "(2020",
  "https://a.",
  "\\boxed{",
  "\\frac{1}{",
  "answer is ",
  "answer to a ",
  "not ",
  '"a" ',
  "'a' ",
  "in 3 ",
  "at least 3 ",
  "write a ",
  "list 3 a ",
  "or a, ",
  "answer a ",
  "translate a ",
  "B) a\n",
  "#### ",
  "**a",
  "a:",
  "·\u0301",
];
const LENGTH = 60_000;
const check = (criterion: Criterion): RubricCheck => ({
  id: "check",
  dimension: "D1_Quality",
  points: 1,
  gate: null,
  reads: "last",
  criterion,
});

// No clock is read: what is not linear does not come back within the time that a test has.
describe("a rubric of every criterion", () => {
  const rubric = createRubric(CRITERIA.map(check), PLAIN_ENGINE_TOOLS);

  it.each(PIECES)("reads 60,000 characters of nothing but %j", (piece) => {
    const text = piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
    const results = rubric.assess({ requests: [text], answers: [`${text}\u0000x`], reference: "a" });
    expect(results.filter(({ met }) => met !== null && !(met >= 0 && met <= 1))).toEqual([]);
  });
});
