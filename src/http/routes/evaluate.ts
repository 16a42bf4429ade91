import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { requiresScope, takesBytes } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems } from "../problem-responses.ts";
import { createEvaluateSchema, EvaluationSchema } from "../scoring/evaluate-operation.ts";
import { type InlineScoring, mountScoringRoute, type ScoringDoor } from "../scoring/mount-scoring-route.ts";
import type { MessageLimits } from "../wire/message.ts";
import { ScoringHeaders, scoringAnswerHeaders } from "../wire/scoring-headers.ts";

/** POST /api/v1/evaluate */
export function mountEvaluate(app: OpenAPIHono<HttpEnv>, limits: MessageLimits, door: ScoringDoor): InlineScoring {
  const route = createRoute({
    method: "post",
    operationId: "evaluate",
    path: "/api/v1/evaluate",
    tags: ["Scoring"],
    summary: "Score a conversation",
    description: "How good is this conversation? The persona speaks first, then policy and persona take turns.",
    ...requiresScope("trainer"),
    ...takesBytes(),
    request: {
      headers: ScoringHeaders,
      body: { required: true, content: { "application/json": { schema: createEvaluateSchema(limits) } } },
    },
    responses: {
      200: {
        description: "The reward, or null with the reason why there is none.",
        headers: scoringAnswerHeaders,
        content: { "application/json": { schema: EvaluationSchema } },
      },
      ...bodyProblems("not_found", "overloaded", "draining"),
    },
  });
  return mountScoringRoute(app, route, "evaluate", false, door);
}
