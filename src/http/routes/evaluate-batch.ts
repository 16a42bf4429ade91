import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { InvalidRequestError } from "../../domain/errors.ts";
import { type BatchItem, type BatchResult, evaluateBatch } from "../../services/scoring/evaluate-batch.ts";
import type { ScoringFailure } from "../../services/scoring/evaluate-transcript.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import { compileSchema } from "../compile-schema.ts";
import { describeIssues } from "../describe-issues.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems } from "../problem-responses.ts";
import { callerSeesBreakdown } from "../wire/caller-sees-breakdown.ts";
import { createEvaluateFields, evaluationFields, toWireEvaluation } from "../wire/evaluate-fields.ts";
import { type MessageLimits, toMessages } from "../wire/message.ts";
import { GroupId } from "../wire/names.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { toRewardConfig } from "../wire/reward-config.ts";
import { FailureSchema, toWireFailure } from "../wire/score-fields.ts";
import { findUnsupported, HumanSchema, LatencyBudgetField, notYet, refuseUnsupported } from "../wire/waiting-options.ts";

const ITEM_ID_CHARACTERS_MAX = 128;
const ITEM_ERRORS_MAX = 3;

const ResultSchema = z
  .object({
    ...z.object(evaluationFields).partial().shape,
    id: z.string().openapi({ description: "The item's own id, or its index." }),
    group_id: z.string().optional(),
    status: z.enum(["ok", "error"]),
    reward: evaluationFields.reward,
    unscored_reason: z.string().optional(),
    failure: FailureSchema.optional(),
    error: z.string().optional().openapi({ description: "What is wrong with the item. Never train on such a result." }),
  })
  .openapi("BatchResult");

const BatchAnswerSchema = z
  .object({
    request_id: RequestIdField,
    results: z.array(ResultSchema).openapi({ description: "In the order of the items." }),
    summary: z.object({
      ok: z.number().int(),
      error: z.number().int(),
      mean_reward: z.number().nullable(),
    }),
    scoring_version: z.string(),
    total_time_ms: z.number(),
    latency_budget_ms: LatencyBudgetField,
  })
  .openapi("BatchEvaluation");

/** An item as the service takes it, with the group name that is echoed beside its result. */
interface ReadItem {
  readonly item: BatchItem;
  readonly groupId: string | null;
}

/** POST /api/v1/batch/evaluate */
export function mountEvaluateBatch(app: OpenAPIHono<HttpEnv>, ports: ServicePorts): void {
  const ItemSchema = createItemSchema(ports.limits);
  app.openAPIRegistry.register("BatchItem", ItemSchema);
  app.openapi(createBatchRoute(ports), async (c) => {
    const body = c.req.valid("json");
    const caller = c.get("caller");
    if (body.reward_mode === "group") {
      const unsupported = notYet("/reward_mode", 'reward_mode "group"');
      throw new InvalidRequestError(unsupported.detail, { errors: [unsupported] });
    }
    refuseUnsupported(body);
    const read = await Promise.all(body.items.map((item) => readItem(item, ItemSchema, ports.limits)));
    const batch = await evaluateBatch(
      ports,
      caller,
      read.map(({ item }) => item),
    );
    const showBreakdown = callerSeesBreakdown(caller);
    return c.json(
      {
        request_id: c.get("requestId"),
        results: batch.results.map((result, index) => toWireResult(result, read[index]?.groupId ?? null, showBreakdown)),
        summary: {
          ok: batch.summary.ok,
          error: batch.summary.error,
          mean_reward: batch.summary.meanReward,
        },
        scoring_version: batch.scoringVersion,
        total_time_ms: batch.totalTimeMs,
        ...(typeof body.latency_budget_ms === "number" ? { latency_budget_ms: body.latency_budget_ms } : {}),
      },
      200,
    );
  });
}

function createBatchRoute(ports: ServicePorts) {
  const BatchSchema = compileSchema(
    z
      .object({
        // Unknown here, so that a bad item fails alone: each is checked by itself.
        items: z
          .array(z.unknown())
          .min(1)
          .max(ports.limits.batchItemsMax)
          .openapi({ type: "array", items: { $ref: "#/components/schemas/BatchItem" } }),
        latency_budget_ms: LatencyBudgetField,
        human: HumanSchema,
        reward_mode: z.enum(["absolute", "group"]).default("absolute").openapi({ description: "`group` is not supported yet." }),
      })
      .openapi("EvaluateBatch"),
  );
  return createRoute({
    method: "post",
    path: "/api/v1/batch/evaluate",
    tags: ["Scoring"],
    summary: "Score many conversations",
    description: "Each item is scored on its own; a bad item gets an error in its place and never fails the others.",
    ...requiresScope("trainer"),
    request: { body: { required: true, content: { "application/json": { schema: BatchSchema } } } },
    responses: {
      200: { description: "One result per item, in order.", content: { "application/json": { schema: BatchAnswerSchema } } },
      ...bodyProblems("overloaded"),
    },
  });
}

function createItemSchema(limits: MessageLimits) {
  return compileSchema(
    z.object({
      id: z.string().min(1).max(ITEM_ID_CHARACTERS_MAX).nullish(),
      group_id: GroupId,
      ...createEvaluateFields(limits),
    }),
  );
}

async function readItem(item: unknown, schema: ReturnType<typeof createItemSchema>, limits: MessageLimits): Promise<ReadItem> {
  const parsed = await schema.safeParseAsync(item);
  if (!parsed.success) {
    return { item: { id: idOf(item), invalid: toFailure(describeIssues(parsed.error.issues, item)) }, groupId: null };
  }
  const { data } = parsed;
  const id = data.id ?? null;
  const groupId = data.group_id ?? null;
  const unsupported = findUnsupported(data);
  if (unsupported.length > 0) {
    return { item: { id, invalid: toFailure(unsupported) }, groupId };
  }
  try {
    const messages = toMessages(data.messages, limits, "/messages");
    const rewardConfig = toRewardConfig(data.reward_config);
    const request = { collectionSlug: data.collection_slug, scenarioSlug: data.scenario_slug, messages, rewardConfig };
    return { item: { id, request }, groupId };
  } catch (error) {
    if (error instanceof InvalidRequestError) {
      return { item: { id, invalid: toFailure(error.errors) }, groupId };
    }
    throw error;
  }
}

function idOf(item: unknown): string | null {
  const id = item !== null && typeof item === "object" && "id" in item ? item.id : null;
  return typeof id === "string" && id.length > 0 && id.length <= ITEM_ID_CHARACTERS_MAX ? id : null;
}

function toFailure(errors: InvalidRequestError["errors"]): ScoringFailure {
  const shown = errors
    .slice(0, ITEM_ERRORS_MAX)
    .map(({ pointer, detail }) => (pointer === "" ? detail : `${pointer}: ${detail}`));
  return { failureClass: "invalid_request", detail: shown.join(" "), retryable: false };
}

function toWireResult(result: BatchResult, groupId: string | null, showBreakdown: boolean): z.infer<typeof ResultSchema> {
  const group = groupId === null ? {} : { group_id: groupId };
  if (result.status === "ok") {
    return { id: result.id, ...group, status: result.status, ...toWireEvaluation(result.evaluation, { showBreakdown }) };
  }
  const { detail } = result.failure;
  return {
    id: result.id,
    ...group,
    status: result.status,
    reward: null,
    unscored_reason: detail,
    failure: toWireFailure(result.failure),
    error: detail,
  };
}
