import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { requiresScope, takesBytes } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems } from "../problem-responses.ts";
import { ComparisonSchema, createCompareSchema } from "../scoring/compare-operation.ts";
import { type InlineScoring, mountScoringRoute, type ScoringDoor } from "../scoring/mount-scoring-route.ts";
import type { MessageLimits } from "../wire/message.ts";
import { ScoringHeaders, scoringAnswerHeaders } from "../wire/scoring-headers.ts";

/** POST /api/v1/compare */
export function mountCompare(app: OpenAPIHono<HttpEnv>, limits: MessageLimits, door: ScoringDoor): InlineScoring {
  const route = createRoute({
    method: "post",
    operationId: "compare",
    path: "/api/v1/compare",
    tags: ["Scoring"],
    summary: "Compare two conversations",
    description: "Which of these is better? Both answer the same scenario. Swapping them mirrors the answer exactly.",
    ...requiresScope("trainer"),
    ...takesBytes(),
    request: {
      headers: ScoringHeaders,
      body: { required: true, content: { "application/json": { schema: createCompareSchema(limits) } } },
    },
    responses: {
      200: {
        description: "The winner, and how sure that is; or null with the reason why there is none.",
        headers: scoringAnswerHeaders,
        content: { "application/json": { schema: ComparisonSchema } },
      },
      ...bodyProblems("not_found", "overloaded", "draining"),
    },
  });
  return mountScoringRoute(app, route, "compare", false, door);
}
