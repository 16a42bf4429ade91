import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresKey } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { guardedProblems } from "../problem-responses.ts";
import { RequestIdField } from "../wire/request-id.ts";

const PoolSchema = z
  .object({
    request_id: RequestIdField,
    online: z.number().int().openapi({ description: "Annotators signed in and heard of lately." }),
    live: z.number().int().openapi({ description: "Those there at this moment." }),
    votes_per_minute: z.number(),
    median_vote_seconds: z.number().nullable().openapi({ description: "Null while nobody has voted." }),
    expected_first_vote_ms: z.number().nullable().openapi({
      description: "How long a question that is put up now waits for its first vote; null while nobody is live.",
    }),
    open_questions: z.number().int(),
  })
  .openapi("Pool");

const route = createRoute({
  method: "get",
  operationId: "getPool",
  path: "/api/v1/pool",
  tags: ["Voting"],
  summary: "Who is there to vote?",
  description: "What the annotators can do at this moment: whether a budget leaves time for them.",
  ...requiresKey(),
  responses: { 200: { description: "The pool.", content: { "application/json": { schema: PoolSchema } } }, ...guardedProblems() },
});

/** GET /api/v1/pool */
export function mountPool(app: OpenAPIHono<HttpEnv>, { pool }: Pick<ServicePorts, "pool">): void {
  app.openapi(route, (c) => {
    const measure = pool.measure(c.get("caller").tenantId);
    return c.json(
      {
        request_id: c.get("requestId"),
        online: measure.online,
        live: measure.live,
        votes_per_minute: measure.votesPerMinute,
        median_vote_seconds: measure.medianVoteSeconds,
        expected_first_vote_ms: measure.expectedFirstVoteMs,
        open_questions: measure.openQuestions,
      },
      200,
    );
  });
}
