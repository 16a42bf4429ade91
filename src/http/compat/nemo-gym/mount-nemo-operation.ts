import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ZodType } from "zod";
import { requiresTrainerKey, takesBytes } from "../../access-rules.ts";
import type { HttpEnv } from "../../http-env.ts";
import { bodyProblems, type problemResponses } from "../../problem-responses.ts";
import { NEMO_GYM_BASES, NemoGymKnobsSchema, ToolName } from "../../wire/nemo-gym-address.ts";
import { rewardAnswerHeaders } from "../../wire/scoring-headers.ts";
import { compatOperationId } from "../compat-operation-id.ts";
import { queryOf } from "../query-of.ts";
import type { AnswerNemo } from "./nemo-call.ts";
import { readSession } from "./nemo-session.ts";

/** One operation of a resources server. */
export interface NemoOperation {
  /** Behind the address: `/verify`, or `/{tool_name}`. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly request: ZodType;
  readonly answer: ZodType;
  /** What it may answer besides the problems of every route with a body. */
  readonly problems: Parameters<typeof problemResponses>[0];
  /** `rewards`: scores something; `session`: sets the cookie. */
  readonly headers: "rewards" | "session" | null;
  /** Last parts of paths that are others' and match this one too. */
  readonly leaves: readonly string[];
  readonly handle: AnswerNemo;
}

const HEADERS = {
  rewards: rewardAnswerHeaders,
  session: { "Set-Cookie": { description: "Names the session's scenario or episode.", schema: { type: "string" as const } } },
};

/** Serves an operation at every address of a resources server. */
export function mountNemoOperation(app: OpenAPIHono<HttpEnv>, operation: NemoOperation): void {
  for (const [base, parameters] of NEMO_GYM_BASES) {
    const hasTool = operation.path.includes("{tool_name}");
    const route = createRoute({
      method: "post",
      path: `${base}${operation.path}`,
      operationId: compatOperationId(`${base}${hasTool ? "/call_tool" : operation.path}`),
      tags: ["Trainers"],
      summary: operation.summary,
      description: operation.description,
      ...requiresTrainerKey(base.includes("{key}")),
      ...takesBytes(),
      request: {
        query: NemoGymKnobsSchema,
        params: z.object(hasTool ? { ...parameters, tool_name: ToolName } : parameters),
        body: { required: true, content: { "application/json": { schema: operation.request } } },
      },
      responses: {
        200: {
          description: "As NeMo Gym reads it.",
          ...(operation.headers === null ? {} : { headers: HEADERS[operation.headers] }),
          content: { "application/json": { schema: operation.answer } },
        },
        ...bodyProblems(...operation.problems),
      },
    });
    // Registered rather than mounted: the validation of mounted routes would parse the body here.
    app.openAPIRegistry.registerPath(route);
    app.post(route.getRoutingPath(), async (c, next) => {
      const given = c.req.param() as Readonly<Record<string, string>>;
      if (operation.leaves.includes(given["tool_name"] ?? "")) {
        return await next();
      }
      const { text, headers } = await operation.handle({
        caller: c.get("caller"),
        arrivedAt: c.get("arrivedAt"),
        collectionSlug: given["collection_slug"] ?? "",
        scenarioSlug: given["scenario_slug"] ?? null,
        toolName: given["tool_name"] ?? null,
        session: readSession(c.req.header("cookie")),
        query: queryOf(c.req.url),
        body: c.get("bodyBytes"),
      });
      c.set("answerText", text);
      return c.body(text, 200, { ...headers, "Content-Type": "application/json" });
    });
  }
}
