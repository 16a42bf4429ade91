import { z } from "@hono/zod-openapi";
import { compareBatch } from "../../services/scoring/compare-batch.ts";
import type { BatchComparison, PairItem, PairResult } from "../../services/scoring/comparison.ts";
import { createItemsField, ItemIdField, MisplacedBudgetField } from "../wire/batch-item.ts";
import { createCompareFields, toCompareRequest } from "../wire/compare-fields.ts";
import { comparisonFields, toWireComparison } from "../wire/comparison-view.ts";
import { HumanField, type HumanMembers, toHumanTerms } from "../wire/human.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { FailureSchema, toWireFailure } from "../wire/score-fields.ts";
import { EffectiveBudgetField, LatencyBudgetField } from "../wire/waiting-options.ts";
import { createBodyReader } from "./create-body-reader.ts";
import { createItemReader } from "./create-item-reader.ts";
import type { BatchLimits } from "./evaluate-batch-operation.ts";
import { hooksOf, type ReadOperation } from "./scoring-call.ts";

/** The contract of a pair. */
export function createPairSchema(limits: BatchLimits) {
  return z
    .object({
      id: ItemIdField,
      ...createCompareFields(limits),
      human: HumanField,
      latency_budget_ms: MisplacedBudgetField,
    })
    .openapi("Pair");
}

/** The contract of a request. */
export function createCompareBatchSchema(limits: BatchLimits) {
  return z
    .object({
      pairs: createItemsField(limits.batchItemsMax, "Pair"),
      latency_budget_ms: LatencyBudgetField,
      human: HumanField,
    })
    .openapi("CompareBatch", {
      example: {
        pairs: [
          {
            id: "row-0",
            collection_slug: "medical-intake",
            scenario_slug: "lower-back-pain",
            response_a: { messages: [{ content: "Good morning." }, { content: "I'm sorry to hear that. Where does it hurt?" }] },
            response_b: { messages: [{ content: "Good morning." }, { content: "Next." }] },
          },
        ],
      },
    });
}

/** The contract of one result. */
const PairResultSchema = z
  .object({
    ...z.object(comparisonFields).partial().shape,
    id: z.string().openapi({ description: "The pair's own id, or its place in the batch: `0` is the first." }),
    status: z.enum(["ok", "partial", "unscored", "error"]).openapi({
      description:
        "`partial` comes with people. `unscored`: a side has no reward. `error`: the pair cannot be compared as it is.",
    }),
    winner: comparisonFields.winner,
    failure: FailureSchema.optional(),
    error: z.string().optional().openapi({ description: "What is wrong with the pair. Never train on such a result." }),
  })
  .openapi("PairResult");

/** The contract of an answer. */
export const BatchComparisonSchema = z
  .object({
    request_id: RequestIdField,
    results: z.array(PairResultSchema).openapi({ description: "In the order of the pairs." }),
    summary: z.object({
      ok: z.number().int(),
      unscored: z.number().int(),
      error: z.number().int(),
      a: z.number().int().openapi({ description: "Pairs that A won." }),
      b: z.number().int(),
      tie: z.number().int(),
      mean_margin: z.number().nullable().openapi({ description: "Of the decided pairs; null where there is none." }),
    }),
    scoring_version: z.string(),
    total_time_ms: z.number(),
    latency_budget_ms: EffectiveBudgetField,
  })
  .openapi("BatchComparison");

/** How a body of POST /api/v1/batch/compare is read and answered. */
export function createCompareBatchOperation(limits: BatchLimits): ReadOperation {
  const readBody = createBodyReader(createCompareBatchSchema(limits));
  const readPair = createPairReader(limits);
  return (body) => {
    const members = readBody(body);
    const pairs = members.pairs.map((pair) => readPair(pair, members.human));
    return {
      latencyBudgetMs: members.latency_budget_ms ?? null,
      answer: async (call) => {
        const { ports, caller, deadlineAt, onResult } = call;
        const batch = await compareBatch(ports, caller, { pairs, deadlineAt }, hooksOf(call, toWire));
        const results = onResult === null ? { results: batch.results.map(toWire) } : {};
        return {
          body: { ...results, ...toWireSummary(batch) },
          items: batch.results.length,
          failureClasses: batch.results.flatMap(failureClassOf),
          sources: batch.results.map((result) => (result.status === "ok" ? result.comparison.source : null)),
        };
      },
    };
  };
}

/** @returns reads a pair of a batch that wants `batchHuman` of people. */
function createPairReader(limits: BatchLimits): (pair: unknown, batchHuman: HumanMembers) => PairItem {
  const read = createItemReader(createPairSchema(limits), (members) => toCompareRequest(members, limits, null));
  return (pair, batchHuman) => {
    const { id, members, outcome } = read(pair);
    return "request" in outcome
      ? { id, request: { ...outcome.request, human: toHumanTerms(members?.human, "auto", batchHuman) } }
      : { id, invalid: outcome.invalid };
  };
}

function toWire(result: PairResult): z.infer<typeof PairResultSchema> {
  if (result.status === "error") {
    const { detail } = result.failure;
    const failure = toWireFailure(result.failure);
    return { id: result.id, status: result.status, winner: null, unscored_reason: detail, failure, error: detail };
  }
  return { id: result.id, ...toWireComparison(result.comparison) };
}

function toWireSummary({ summary, scoringVersion, totalTimeMs }: BatchComparison) {
  const { ok, unscored, error, a, b, tie, meanMargin } = summary;
  return {
    summary: { ok, unscored, error, a, b, tie, mean_margin: meanMargin },
    scoring_version: scoringVersion,
    total_time_ms: totalTimeMs,
  };
}

function failureClassOf(result: PairResult): readonly string[] {
  if (result.status === "error") {
    return [result.failure.failureClass];
  }
  return result.status === "unscored" ? [result.comparison.failure.failureClass] : [];
}
