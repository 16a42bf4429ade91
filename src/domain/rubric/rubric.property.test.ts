import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PLAIN_ENGINE_TOOLS } from "../../../test/doubles/engine-tools.ts";
import { countAnswerNgrams } from "./count-answer-ngrams.ts";
import { type CheckResult, createRubric } from "./rubric.ts";
import type { Criterion, RubricCheck } from "./rubric-check.ts";
import { scoreRubric } from "./score-rubric.ts";

const CRITERIA: readonly Criterion[] = [
  { kind: "pattern", pattern: "\\bsea\\b", ignoreCase: true, expects: "present" },
  { kind: "phrases", phrases: ["not at all", "the sea"], expects: "absent" },
  { kind: "forbidden_claims", claims: ["always true"] },
  { kind: "length", unit: "words", min: 3, max: 10, graded: true },
  { kind: "length", unit: "tokens", min: 3, max: 10, graded: true },
  { kind: "json", schema: null },
  { kind: "sections", headings: ["Sea", "Land"], inOrder: true, graded: true },
  { kind: "reference", match: "f1", text: null, tolerance: 0 },
  { kind: "reference", match: "numeric", text: "3", tolerance: 0.1 },
  { kind: "citations", form: "bracketed", min: 1 },
  { kind: "code_block", language: null, expects: "present" },
  { kind: "language", language: "en" },
  { kind: "repetition", ngramWords: 2, shareMax: 0.3 },
  { kind: "refusal", expects: "absent" },
  { kind: "think_tags", rule: "closed" },
  { kind: "request_coverage" },
  { kind: "echo", shareMax: 0.5, requestShareMax: 0.5 },
  { kind: "instructions" },
];
const toCheck = (criterion: Criterion, number: number): RubricCheck => ({
  id: `check_${number}`,
  dimension: `D${number % 3}`,
  points: number % 5 === 4 ? -2 : 1 + (number % 3),
  gate: null,
  reads: number % 2 === 0 ? "last" : "all",
  criterion,
});
const CHECKS = CRITERIA.map(toCheck);

const WORDS =
  "the sea land is always true not in two sentences list 3 things I can't help with that [1] # Sea\n **Land:** ```\n 42 <think> </think> {\"a\":1} Don't mention é 字".split(
    " ",
  );
const message = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...WORDS) }, fc.string({ maxLength: 6 })), { maxLength: 40 })
  .map((words) => words.join(" "));
const conversation = fc.array(fc.tuple(message, message), { maxLength: 3 }).chain((exchanges) =>
  fc.record({
    requests: fc.constant(exchanges.map(([request]) => request)),
    answers: fc.constant(exchanges.map(([, answer]) => answer)),
    reference: fc.option(message),
  }),
);

/** With characters that a reading leaves out, orders anew or counts as breaks. */
const oddMessage = fc
  .array(
    fc.oneof(
      message,
      fc.constantFrom("so\u00ADso", "a\u200Bb", "ﬁne", "e\u0301", "\u2028", "ΑΣ", "1,\u00AD000"),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((parts) => parts.join(" "));

describe("a rubric", () => {
  it("counts the n-grams of the answer that it has read, and of any other, as if it had read nothing", () => {
    const rubric = createRubric(CHECKS, PLAIN_ENGINE_TOOLS);
    fc.assert(
      fc.property(oddMessage, oddMessage, fc.integer({ min: 1, max: 4 }), (answer, other, ngramWords) => {
        rubric.assess({ requests: [other], answers: [answer], reference: null });
        expect(rubric.countNgrams(answer, ngramWords)).toEqual(countAnswerNgrams(answer, ngramWords));
        expect(rubric.countNgrams(other, ngramWords)).toEqual(countAnswerNgrams(other, ngramWords));
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same results for the same conversation, whatever it has read before", () => {
    const used = createRubric(CHECKS, PLAIN_ENGINE_TOOLS);
    fc.assert(
      fc.property(conversation, conversation, (one, other) => {
        const fresh = createRubric(CHECKS, PLAIN_ENGINE_TOOLS).assess(one);
        used.assess(other);
        expect(used.assess(one)).toEqual(fresh);
      }),
      { numRuns: 60 },
    );
  });

  it("answers shares of 0 to 1 or that a check does not apply, always with an explanation", () => {
    const rubric = createRubric(CHECKS, PLAIN_ENGINE_TOOLS);
    fc.assert(
      fc.property(conversation, (given) => {
        for (const { met, explanation } of rubric.assess(given)) {
          expect(met === null || (met >= 0 && met <= 1)).toBe(true);
          expect(explanation).not.toBe("");
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives each check the result that it has alone", () => {
    const together = createRubric(CHECKS, PLAIN_ENGINE_TOOLS);
    const alone = CHECKS.map((check) => createRubric([check], PLAIN_ENGINE_TOOLS));
    fc.assert(
      fc.property(conversation, (given) => {
        expect(alone.flatMap((rubric) => rubric.assess(given))).toEqual(together.assess(given));
      }),
      { numRuns: 100 },
    );
  });
});

const points = fc.integer({ min: -5, max: 5 }).filter((value) => value !== 0);
const share = fc.oneof(fc.constantFrom(null, 0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const resultOf = (check: Partial<RubricCheck>, met: number | null): CheckResult => ({
  check: { id: "check", dimension: "D1", points: 1, gate: null, reads: "last", criterion: { kind: "instructions" }, ...check },
  met,
  explanation: "",
});
const results = fc.array(
  fc
    .tuple(points, share, fc.option(fc.double({ min: 0, max: 1, noNaN: true })))
    .map(([value, met, gate]) => resultOf({ points: value, gate }, met)),
  { maxLength: 12 },
);

describe("the score of a rubric", () => {
  it("is not lowered by one more check that is met", () => {
    fc.assert(
      fc.property(results, fc.integer({ min: 1, max: 5 }), (given, extra) => {
        const before = scoreRubric(given).dimensions.get("D1")?.value ?? 0;
        const after = scoreRubric([...given, resultOf({ points: extra }, 1)]).dimensions.get("D1")?.value ?? 0;
        expect(after).toBeGreaterThanOrEqual(before - 1e-12);
      }),
    );
  });

  it("is 0 to 1, its gate too, and one fallen gate of 0 rules all others", () => {
    fc.assert(
      fc.property(results, (given) => {
        const { dimensions, gate } = scoreRubric(given);
        const value = dimensions.get("D1")?.value ?? 0;
        expect(value >= 0 && value <= 1 && gate >= 0 && gate <= 1).toBe(true);
        expect(scoreRubric([...given, resultOf({ points: -1, gate: 0 }, 1)]).gate).toBe(0);
      }),
    );
  });

  it("does not depend on the order of the checks", () => {
    fc.assert(
      fc.property(results, (given) => {
        const value = scoreRubric(given).dimensions.get("D1")?.value ?? null;
        const turned = scoreRubric([...given].reverse()).dimensions.get("D1")?.value ?? null;
        expect(turned === null ? null : turned.toFixed(9)).toBe(value === null ? null : value.toFixed(9));
      }),
    );
  });
});
