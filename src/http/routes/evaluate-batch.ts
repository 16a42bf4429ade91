import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { requiresScope, takesBytes } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems } from "../problem-responses.ts";
import {
  BatchEvaluationSchema,
  type BatchLimits,
  createBatchItemSchema,
  createEvaluateBatchSchema,
} from "../scoring/evaluate-batch-operation.ts";
import { mountScoringRoute, type ScoringDoor } from "../scoring/mount-scoring-route.ts";
import { linesContent } from "../wire/lines-content.ts";
import { ScoringHeaders, scoringAnswerHeaders } from "../wire/scoring-headers.ts";

/** POST /api/v1/batch/evaluate */
export function mountEvaluateBatch(app: OpenAPIHono<HttpEnv>, limits: BatchLimits, door: ScoringDoor): void {
  app.openAPIRegistry.register("BatchItem", createBatchItemSchema(limits));
  const route = createRoute({
    method: "post",
    operationId: "evaluateBatch",
    path: "/api/v1/batch/evaluate",
    tags: ["Scoring"],
    summary: "Score many conversations",
    description: "Each item is scored on its own; a bad item gets an error in its place and never fails the others.",
    ...requiresScope("trainer"),
    ...takesBytes(),
    request: {
      headers: ScoringHeaders,
      body: { required: true, content: { "application/json": { schema: createEvaluateBatchSchema(limits) } } },
    },
    responses: {
      200: {
        description: "One result per item, in order.",
        headers: scoringAnswerHeaders,
        content: { "application/json": { schema: BatchEvaluationSchema }, ...linesContent("BatchResult", "items") },
      },
      ...bodyProblems("overloaded", "draining"),
    },
  });
  mountScoringRoute(app, route, "evaluate_batch", true, door);
}
