import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { readComparison } from "../../services/people/read-comparison.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { guardedProblems } from "../problem-responses.ts";
import { ComparisonId } from "../wire/names.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { revisionFields, toWireRevision } from "../wire/revision-view.ts";

const REVISION_MAX = 1_000_000;

/** The contract of an answer. */
const ComparisonRevisionSchema = z.object({ request_id: RequestIdField, ...revisionFields }).openapi("ComparisonRevision");

const route = createRoute({
  method: "get",
  operationId: "getComparison",
  path: "/api/v1/comparisons/{comparison_id}",
  tags: ["Scoring"],
  summary: "Read a comparison",
  description:
    "How a comparison that people were asked about stands by now, or stood at a revision. Votes that come after the answer make further revisions; none is ever changed.",
  ...requiresScope("trainer"),
  request: {
    params: z.object({ comparison_id: ComparisonId }),
    query: z.object({
      revision: z.coerce.number().int().min(1).max(REVISION_MAX).optional().openapi({
        description: "1 is the answer that the caller was given; the latest where absent.",
      }),
    }),
  },
  responses: {
    200: {
      description: "The comparison, and what its first revision said.",
      content: { "application/json": { schema: ComparisonRevisionSchema } },
    },
    ...guardedProblems("invalid_request", "not_found"),
  },
});

/** GET /api/v1/comparisons/{comparison_id} */
export function mountComparison(app: OpenAPIHono<HttpEnv>, ports: Pick<ServicePorts, "comparisons">): void {
  app.openapi(route, async (c) => {
    const { comparison_id: comparisonId } = c.req.valid("param");
    const view = await readComparison(ports, c.get("caller"), comparisonId, c.req.valid("query").revision ?? null);
    return c.json({ request_id: c.get("requestId"), ...toWireRevision(view) }, 200);
  });
}
