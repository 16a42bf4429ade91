import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { requiresScope, takesBytes } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems } from "../problem-responses.ts";
import { BatchComparisonSchema, createCompareBatchSchema, createPairSchema } from "../scoring/compare-batch-operation.ts";
import type { BatchLimits } from "../scoring/evaluate-batch-operation.ts";
import { mountScoringRoute, type ScoringDoor } from "../scoring/mount-scoring-route.ts";
import { linesContent } from "../wire/lines-content.ts";
import { ScoringHeaders, scoringAnswerHeaders } from "../wire/scoring-headers.ts";

/** POST /api/v1/batch/compare */
export function mountCompareBatch(app: OpenAPIHono<HttpEnv>, limits: BatchLimits, door: ScoringDoor): void {
  app.openAPIRegistry.register("Pair", createPairSchema(limits));
  const route = createRoute({
    method: "post",
    operationId: "compareBatch",
    path: "/api/v1/batch/compare",
    tags: ["Scoring"],
    summary: "Compare many pairs",
    description: "Each pair is compared on its own, as for preference data sets; a bad pair gets an error in its place.",
    ...requiresScope("trainer"),
    ...takesBytes(),
    request: {
      headers: ScoringHeaders,
      body: { required: true, content: { "application/json": { schema: createCompareBatchSchema(limits) } } },
    },
    responses: {
      200: {
        description: "One result per pair, in order.",
        headers: scoringAnswerHeaders,
        content: { "application/json": { schema: BatchComparisonSchema }, ...linesContent("PairResult", "pairs") },
      },
      ...bodyProblems("overloaded", "draining"),
    },
  });
  mountScoringRoute(app, route, "compare_batch", true, door);
}
