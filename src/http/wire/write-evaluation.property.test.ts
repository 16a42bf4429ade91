import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../services/scoring/evaluation.ts";
import { toWireEvaluation } from "./evaluation-view.ts";
import { writeEvaluation } from "./write-evaluation.ts";

const anyText = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: "binary", maxLength: 12 }));
const nullable = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const share = fc.oneof(fc.constantFrom(0, -0, 1, 0.1, 1e-9, 5e-324), fc.double({ min: 0, max: 1, noNaN: true }));
const source = fc.record({
  kind: fc.constantFrom("rubric", "judge", "blend"),
  id: anyText,
  revision: nullable(anyText),
  degraded: fc.boolean(),
  reason: nullable(anyText),
});
const scores = fc.dictionary(anyText, nullable(share), { maxKeys: 5 });
const standing = fc.record({
  zScore: nullable(share),
  percentile: nullable(share),
  count: fc.nat(),
  mean: nullable(share),
  standardDeviation: nullable(share),
});
const stages = {
  gates: { minefields: 1, rubric: 1, product: 1 },
  calibrated: null,
  weighted: 0.5,
  opinion: null,
  gated: 0.5,
  lengthPenalty: 0,
  repetitionPenalty: 0,
  beforeClip: 0.5,
  clipped: 0.5,
};
const settled = {
  evaluationId: anyText,
  scenarioTitle: anyText,
  versions: fc.record({
    scenario: anyText,
    criteria: nullable(anyText),
    source: anyText,
    calibration: nullable(anyText),
    shaping: anyText,
  }),
  scoringVersion: anyText,
  evaluationTimeMs: fc.oneof(fc.nat(), fc.double()),
  attempts: fc.array(fc.record({ sourceId: anyText, outcome: anyText, durationMs: share }), { maxLength: 1 }),
};
const scored = fc.record({
  ...settled,
  status: fc.constantFrom("ok" as const, "disqualified" as const),
  reward: share,
  raw: share,
  scores,
  scoreBreakdown: fc.constant({ dimensions: {}, checks: [], stages }),
  grounding: fc.constantFrom("engine" as const, "given" as const),
  source,
  confidence: nullable(share),
  normalized: fc.option(fc.dictionary(anyText, standing, { maxKeys: 2 }), { nil: null, freq: 5 }),
  people: fc.option(fc.record({ voteCount: fc.nat(), weight: share }), { nil: null, freq: 5 }),
});
const unscored = fc.record({
  ...settled,
  status: fc.constant("unscored" as const),
  failure: fc.record({ failureClass: fc.constant("deadline" as const), detail: anyText, retryable: fc.boolean() }),
});
const evaluation = fc.oneof({ weight: 5, arbitrary: scored }, { weight: 1, arbitrary: unscored }) as fc.Arbitrary<Evaluation>;
const place = fc.record({ id: fc.option(anyText, { nil: undefined }), groupId: nullable(anyText), groupReward: nullable(share) });
const view = fc.record({ showBreakdown: fc.boolean(), dimensionKeys: fc.array(anyText, { maxLength: 3 }) });

describe("a written evaluation", () => {
  it("is, byte for byte, what JSON.stringify makes of the evaluation as it is answered", () => {
    fc.assert(
      fc.property(evaluation, place, view, (one, where, options) => {
        expect(`{${writeEvaluation(one, where, options)}}`).toBe(JSON.stringify(toWireEvaluation(one, where, options)));
      }),
      { numRuns: 1000 },
    );
  });

  it("is that after another one too, whatever the two share", () => {
    const shared = fc.subarray(["source", "versions", "scoringVersion", "scenarioTitle"] as const);
    fc.assert(
      fc.property(scored, scored, shared, place, (one, other, members, where) => {
        const next = { ...other, ...Object.fromEntries(members.map((member) => [member, one[member]])) };
        for (const each of [one, next, one] as Evaluation[]) {
          const options = { showBreakdown: false, dimensionKeys: [] };
          expect(`{${writeEvaluation(each, where, options)}}`).toBe(JSON.stringify(toWireEvaluation(each, where, options)));
        }
      }),
      { numRuns: 500 },
    );
  });
});
