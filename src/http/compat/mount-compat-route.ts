import { createRoute, type OpenAPIHono, type z } from "@hono/zod-openapi";
import type { ZodType } from "zod";
import { requiresTrainerKey, takesBytes } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems } from "../problem-responses.ts";
import type { createKnobsSchema } from "../wire/compat-address.ts";
import { rewardAnswerHeaders } from "../wire/scoring-headers.ts";
import type { AnswerCompat } from "./compat-call.ts";
import { compatOperationId } from "./compat-operation-id.ts";
import { queryOf } from "./query-of.ts";

/** One way to a dialect. */
export interface CompatRouteContract {
  /** As documented. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly params: z.ZodObject | null;
  readonly knobs: ReturnType<typeof createKnobsSchema>;
  readonly request: ZodType;
  readonly answer: ZodType;
}

/** What answers at a path, wherever it comes in. */
export interface CompatRoute {
  readonly path: string;
  readonly answer: AnswerCompat;
}

/** Serves a dialect at one path. */
export function mountCompatRoute(app: OpenAPIHono<HttpEnv>, contract: CompatRouteContract, answer: AnswerCompat): CompatRoute {
  const { path, summary, description, params, knobs } = contract;
  const route = createRoute({
    method: "post",
    path,
    operationId: compatOperationId(path),
    tags: ["Trainers"],
    summary,
    description,
    ...requiresTrainerKey(path.includes("{key}")),
    ...takesBytes(),
    request: {
      query: knobs,
      ...(params === null ? {} : { params }),
      body: { required: true, content: { "application/json": { schema: contract.request } } },
    },
    responses: {
      200: {
        description: "One reward a sample, in order.",
        headers: rewardAnswerHeaders,
        content: { "application/json": { schema: contract.answer } },
      },
      ...bodyProblems("not_found", "overloaded", "unscored"),
    },
  });
  // Registered rather than mounted: the validation of mounted routes would parse the body here.
  app.openAPIRegistry.registerPath(route);
  app.post(route.getRoutingPath(), async (c) => {
    const { collection_slug: collectionSlug, scenario_slug: scenarioSlug } = c.req.param() as Readonly<Record<string, string>>;
    const { text, headers } = await answer({
      caller: c.get("caller"),
      arrivedAt: c.get("arrivedAt"),
      place: { collectionSlug: collectionSlug ?? null, scenarioSlug: scenarioSlug ?? null, session: null },
      query: queryOf(c.req.url),
      body: c.get("bodyBytes"),
    });
    c.set("answerText", text);
    return c.body(text, 200, { ...headers, "Content-Type": "application/json" });
  });
  return { path, answer };
}
