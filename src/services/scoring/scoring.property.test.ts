import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld } from "../../../test/doubles/create-service-world.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { BatchItem, BatchResult } from "./batch-evaluation.ts";
import { compareTranscripts } from "./compare-transcripts.ts";
import type { Comparison } from "./comparison.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import { evaluateTranscript } from "./evaluate-transcript.ts";
import type { EvaluateRequest, Evaluation } from "./evaluation.ts";

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeAll(async () => {
  world = await createServiceWorld();
});
afterAll(async () => {
  await world.close();
});

const SLUGS = { collectionSlug: "claims", scenarioSlug: "caller", rewardConfig: null, reference: null, normalization: null };

/** Conversations of every quality: the questions that find facts, small talk, decisions, noise. */
const line = fc.oneof(
  fc.constantFrom(
    "Where does it hurt?",
    "When did it start?",
    "Have you been injured before?",
    "I am so sorry to hear that.",
    "Nice weather.",
    "",
  ),
  fc.string({ maxLength: 40 }),
);
const toolCalls = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constantFrom("approve", "deny", "?").map((value) => [{ name: "verdict", input: { value } }]) },
);
const move = fc.record({ role: fc.constant("assistant"), content: line, toolCalls });
const answer = fc.record({ role: fc.constant("user"), content: line, toolCalls: fc.constant([]) });
const messages: fc.Arbitrary<readonly TranscriptMessage[]> = fc
  .array(fc.tuple(answer, move), { minLength: 1, maxLength: 5 })
  .map((turns) => turns.flat());

const item = (content: readonly TranscriptMessage[], groupId: string | null, scenarioSlug = "caller"): BatchItem => ({
  id: null,
  groupId,
  request: { ...SLUGS, messages: content, scenarioSlug },
});
const batchItem = fc.tuple(messages, fc.constantFrom("g", "h")).map(([content, group]) => item(content, group));

const compare = (responseA: readonly TranscriptMessage[], responseB: readonly TranscriptMessage[]) =>
  compareTranscripts(world.ports, CALLER, { ...SLUGS, human: null, responseA, responseB }, null);

const anonymous = (evaluation: Evaluation) => JSON.stringify({ ...evaluation, evaluationId: "", evaluationTimeMs: 0 });
const anonymousResult = (result: BatchResult) =>
  "evaluation" in result ? { ...result, id: "", evaluation: anonymous(result.evaluation) } : { ...result, id: "" };

describe("scoring", () => {
  it("gives the same bytes for the same input and versions, cached or not", async () => {
    const fresh = await createServiceWorld(undefined, { scoreCacheEntriesMax: 0 });
    await fc.assert(
      fc.asyncProperty(messages, async (content) => {
        const request: EvaluateRequest = { ...SLUGS, messages: content };
        const cached = await evaluateTranscript(world.ports, CALLER, request, null);
        const again = await evaluateTranscript(world.ports, CALLER, request, null);
        const computed = await evaluateTranscript(fresh.ports, CALLER, request, null);
        expect(anonymous(again)).toBe(anonymous(cached));
        expect(anonymous(computed)).toBe(anonymous(cached));
      }),
      { numRuns: 50 },
    );
    await fresh.close();
  });

  it("mirrors a comparison exactly when its sides are swapped", async () => {
    await fc.assert(
      fc.asyncProperty(messages, messages, async (a, b) => {
        const there = await compare(a, b);
        const back = await compare(b, a);
        expect({ ...back, comparisonId: "" }).toEqual({ ...mirror(there), comparisonId: "" });
      }),
      { numRuns: 50 },
    );
  });

  it("shares n/2 wins out in every group", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batchItem, { minLength: 1, maxLength: 12 }), async (items) => {
        const { results } = await evaluateBatch(world.ports, CALLER, { items, rewardMode: "group", deadlineAt: null });
        for (const group of ["g", "h"]) {
          const shares = results.flatMap((result) =>
            result.groupId === group && "groupReward" in result && result.groupReward !== null ? [result.groupReward] : [],
          );
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(shares.length / 2, 9);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("lets no bad item change another's result, in either mode", async () => {
    const bad = fc.constantFrom<BatchItem>(item([], "g"), item([], "g", "none"), {
      id: "bad",
      groupId: "g",
      invalid: { failureClass: "invalid_request", detail: "", retryable: false },
    });
    const mode = fc.constantFrom<"group" | "absolute">("group", "absolute");
    await fc.assert(
      fc.asyncProperty(
        fc.array(batchItem, { minLength: 1, maxLength: 8 }),
        bad,
        fc.nat(8),
        mode,
        async (items, odd, at, rewardMode) => {
          const place = Math.min(at, items.length);
          const without = await evaluateBatch(world.ports, CALLER, { items, rewardMode, deadlineAt: null });
          const among = await evaluateBatch(world.ports, CALLER, {
            items: items.toSpliced(place, 0, odd),
            rewardMode,
            deadlineAt: null,
          });
          expect(among.results[place]?.status).toBe("error");
          expect(among.results.toSpliced(place, 1).map(anonymousResult)).toEqual(without.results.map(anonymousResult));
        },
      ),
      { numRuns: 30 },
    );
  });
});

/** What a comparison must be with its sides swapped. */
function mirror(comparison: Comparison): Comparison {
  if (comparison.status === "unscored") {
    return comparison;
  }
  const { winner, pA, signedMargin, rewardA, rewardB, dimensionMargins } = comparison;
  const negate = (value: number | null) => (value === null || value === 0 ? value : -value);
  return {
    ...comparison,
    winner: winner === "tie" ? "tie" : winner === "a" ? "b" : "a",
    pA: 1 - pA,
    signedMargin: negate(signedMargin) ?? 0,
    rewardA: rewardB,
    rewardB: rewardA,
    dimensionMargins: Object.fromEntries(Object.entries(dimensionMargins).map(([key, margin]) => [key, negate(margin)])),
  };
}
