import { z } from "@hono/zod-openapi";
import type { HumanTerms } from "../../services/people/human-terms.ts";
import type { BatchEvaluation, BatchItem, BatchResult } from "../../services/scoring/batch-evaluation.ts";
import { evaluateBatch } from "../../services/scoring/evaluate-batch.ts";
import type { EvaluateRequest } from "../../services/scoring/evaluation.ts";
import { failureClassesOf } from "../../services/scoring/failure-classes.ts";
import { isScored } from "../../services/scoring/is-scored.ts";
import { createItemsField, ItemIdField, MisplacedBudgetField } from "../wire/batch-item.ts";
import { createEvaluateFields, toEvaluateRequest } from "../wire/evaluate-fields.ts";
import { evaluationFields, toWireEvaluation } from "../wire/evaluation-view.ts";
import { HumanField, type HumanMembers, toHumanTerms } from "../wire/human.ts";
import type { MessageLimits } from "../wire/message.ts";
import { GroupId } from "../wire/names.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { FailureSchema, toWireFailure } from "../wire/score-fields.ts";
import { EffectiveBudgetField, LatencyBudgetField } from "../wire/waiting-options.ts";
import { writeEvaluation } from "../wire/write-evaluation.ts";
import { createBodyReader } from "./create-body-reader.ts";
import { createItemReader } from "./create-item-reader.ts";
import { dimensionKeysOf } from "./dimension-keys-of.ts";
import { hooksOf, type ReadOperation, type ScoringCall } from "./scoring-call.ts";

export interface BatchLimits extends MessageLimits {
  readonly batchItemsMax: number;
}

/** The contract of an item. */
export function createBatchItemSchema(limits: BatchLimits) {
  return z
    .object({
      id: ItemIdField,
      group_id: GroupId,
      ...createEvaluateFields(limits),
      latency_budget_ms: MisplacedBudgetField,
    })
    .openapi("BatchItem");
}

const RewardModeField = z.enum(["absolute", "group"]).default("absolute").openapi({
  description:
    "`group`: `reward` is the item's expected share of wins against the others of its `group_id`, by votes of people too where they are there.",
});

/** The contract of a request. */
export function createEvaluateBatchSchema(limits: BatchLimits) {
  return z
    .object({
      items: createItemsField(limits.batchItemsMax, "BatchItem"),
      latency_budget_ms: LatencyBudgetField,
      human: HumanField,
      reward_mode: RewardModeField,
    })
    .openapi("EvaluateBatch", {
      example: {
        items: [
          {
            id: "sample-0",
            group_id: "prompt-17",
            collection_slug: "medical-intake",
            scenario_slug: "lower-back-pain",
            messages: [
              { role: "assistant", content: "Morning. It's my lower back, it's gone again. I can hardly get my boots on." },
              { role: "user", content: "I'm sorry to hear that. Where exactly does it hurt?" },
            ],
          },
        ],
        latency_budget_ms: 2000,
      },
    });
}

/** The contract of one result. */
const BatchResultSchema = z
  .object({
    ...z.object(evaluationFields).partial().shape,
    id: z.string().openapi({ description: "The item's own id, or its place in the batch: `0` is the first." }),
    group_id: z.string().optional(),
    status: z.enum(["ok", "partial", "disqualified", "unscored", "error"]).openapi({
      description:
        "`partial` comes with people. `disqualified`: a rule that excludes fell. `unscored`: no reward could be produced. `error`: the item cannot be scored as it is.",
    }),
    reward: evaluationFields.reward,
    absolute_reward: evaluationFields.reward
      .optional()
      .openapi({ description: "In group mode: the reward by itself, before it is held against the group." }),
    failure: FailureSchema.optional(),
    error: z.string().optional().openapi({ description: "What is wrong with the item. Never train on such a result." }),
  })
  .openapi("BatchResult");

/** The contract of an answer. */
export const BatchEvaluationSchema = z
  .object({
    request_id: RequestIdField,
    results: z.array(BatchResultSchema).openapi({ description: "In the order of the items." }),
    summary: z.object({
      ok: z.number().int(),
      disqualified: z.number().int(),
      unscored: z.number().int(),
      error: z.number().int(),
      mean_reward: z
        .number()
        .nullable()
        .openapi({ description: "Of the rewards before any group view; null where there is none." }),
    }),
    scoring_version: z.string(),
    total_time_ms: z.number(),
    latency_budget_ms: EffectiveBudgetField,
  })
  .openapi("BatchEvaluation");

/** How a body of POST /api/v1/batch/evaluate is read and answered. */
export function createEvaluateBatchOperation(limits: BatchLimits): ReadOperation {
  const readBody = createBodyReader(createEvaluateBatchSchema(limits));
  const readBatchItem = createBatchItemReader(limits);
  return (body) => {
    const members = readBody(body);
    const { reward_mode: rewardMode, latency_budget_ms: latencyBudgetMs } = members;
    const batchHuman: BatchHuman = { human: members.human, mode: rewardMode === "group" ? "auto" : "off" };
    const items = members.items.map((item) => readBatchItem(item, batchHuman));
    return {
      latencyBudgetMs: latencyBudgetMs ?? null,
      answer: async (call) => {
        const { ports, caller, deadlineAt, onResult } = call;
        const hooks = hooksOf(call, createResultView(call, items));
        const batch = await evaluateBatch(ports, caller, { items, rewardMode, deadlineAt }, hooks);
        const summary = toWireSummary(batch);
        return {
          body: onResult === null ? writeWhole(batch.results.map(createResultWriter(call, items)), summary) : summary,
          items: batch.results.length,
          failureClasses: failureClassesOf(batch.results),
          sources: batch.results.map((result) => (isScored(result) ? result.evaluation.source : null)),
        };
      },
    };
  };
}

/** What a batch wants of people where its items say nothing. */
interface BatchHuman {
  readonly human: HumanMembers;
  readonly mode: HumanTerms["mode"];
}

function createBatchItemReader(limits: BatchLimits): (item: unknown, batch: BatchHuman) => BatchItem {
  const read = createItemReader(createBatchItemSchema(limits), (members) => toEvaluateRequest(members, limits, null));
  return (item, batch) => {
    const { id, members, outcome } = read(item);
    const groupId = members?.group_id ?? null;
    // Member by member: spreading an object into another costs as much as reading the item.
    return "request" in outcome
      ? { id, groupId, request: withHuman(outcome.request, members?.human, batch) }
      : { id, groupId, invalid: outcome.invalid };
  };
}

/** Most batches want nobody: those are not copied. */
function withHuman(request: EvaluateRequest, human: HumanMembers, batch: BatchHuman): EvaluateRequest {
  const mode = human?.mode ?? batch.human?.mode ?? batch.mode;
  return mode === "off" ? request : { ...request, human: toHumanTerms(human, batch.mode, batch.human) };
}

function createResultView(call: ScoringCall, items: readonly BatchItem[]) {
  return (result: BatchResult, index: number): z.infer<typeof BatchResultSchema> =>
    result.status === "error"
      ? toWireError(result)
      : toWireEvaluation(result.evaluation, result, viewOptions(call, result, items[index]));
}

/** The same results as texts. */
function createResultWriter(call: ScoringCall, items: readonly BatchItem[]) {
  return (result: BatchResult, index: number): string =>
    result.status === "error"
      ? JSON.stringify(toWireError(result))
      : `{${writeEvaluation(result.evaluation, result, viewOptions(call, result, items[index]))}}`;
}

function viewOptions({ ports, showBreakdown }: ScoringCall, { status }: BatchResult, item: BatchItem | undefined) {
  const slug = item !== undefined && "request" in item ? item.request.collectionSlug : "";
  return { showBreakdown, dimensionKeys: status === "unscored" ? dimensionKeysOf(ports.scenarios, slug) : [] };
}

/** The members of an answer that is sent as one text. */
function writeWhole(results: readonly string[], summary: ReturnType<typeof toWireSummary>): string {
  return `"results":[${results.join(",")}],${JSON.stringify(summary).slice(1, -1)}`;
}

function toWireError({
  id,
  groupId,
  status,
  failure,
}: Extract<BatchResult, { status: "error" }>): z.infer<typeof BatchResultSchema> {
  const { detail } = failure;
  const reason = { reward: null, unscored_reason: detail, failure: toWireFailure(failure), error: detail };
  return { id, group_id: groupId ?? undefined, status, ...reason };
}

function toWireSummary({ summary, scoringVersion, totalTimeMs }: BatchEvaluation) {
  return {
    summary: {
      ok: summary.ok,
      disqualified: summary.disqualified,
      unscored: summary.unscored,
      error: summary.error,
      mean_reward: summary.meanReward,
    },
    scoring_version: scoringVersion,
    total_time_ms: totalTimeMs,
  };
}
