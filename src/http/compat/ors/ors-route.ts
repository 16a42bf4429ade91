import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ZodType } from "zod";
import { InvalidRequestError } from "../../../domain/errors.ts";
import { isPublic, requiresTrainerKey } from "../../access-rules.ts";
import { parseJsonBody } from "../../decode-json-body.ts";
import type { HttpEnv } from "../../http-env.ts";
import { invalidPart } from "../../invalid-part.ts";
import type { ProblemCode } from "../../problem.ts";
import { bodyProblems, guardedProblems } from "../../problem-responses.ts";

/** A route of the protocol. */
export interface OrsRouteContract {
  readonly method: "get" | "post";
  /** As documented. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** Null: what is sent is not looked at. */
  readonly request: ZodType | null;
  /** A text is a stream of events. */
  readonly answer: ZodType;
  /** Whether the request says which session it is for. */
  readonly isOfSession?: boolean;
  readonly isPublic?: boolean;
  readonly problems?: readonly ProblemCode[];
}

const SESSION_ID = /^[A-Za-z0-9._-]{1,128}$/;
const PARAMS = z.object({ env: z.string().openapi({ description: "A collection.", example: "medical-intake" }) });
const HEADERS = z.object({ "X-Session-ID": z.string().openapi({ description: "From `POST /create_session`." }) });

/**
 * Documents a route and serves it. What is sent is read by the handler: clients of several versions send headers and bodies where none is needed, and the framework
 * would refuse them.
 */
export function mountOrsRoute(
  app: OpenAPIHono<HttpEnv>,
  contract: OrsRouteContract,
  handle: (c: Context<HttpEnv>) => Response | Promise<Response>,
): void {
  const { method, path, summary, description, request, answer, isOfSession = false, problems = [] } = contract;
  const isStream = answer instanceof z.ZodString;
  const codes: readonly ProblemCode[] = [...(isOfSession ? (["invalid_request", "not_found"] as const) : []), ...problems];
  const route = createRoute({
    method,
    path,
    tags: ["Open Reward Standard"],
    summary,
    description,
    ...(contract.isPublic ? isPublic() : requiresTrainerKey(false)),
    request: {
      ...(path.includes("{env}") ? { params: PARAMS } : {}),
      ...(isOfSession ? { headers: HEADERS } : {}),
      ...(request === null ? {} : { body: { required: true, content: { "application/json": { schema: request } } } }),
    },
    responses: {
      200: {
        description: "As the protocol has it.",
        content: { [isStream ? "text/event-stream" : "application/json"]: { schema: answer } },
      },
      ...(request === null ? guardedProblems(...codes) : bodyProblems(...codes)),
    },
  });
  app.openAPIRegistry.registerPath(route);
  app.on(method.toUpperCase(), route.getRoutingPath(), handle);
}

/** The body as its contract has it. Throws InvalidRequestError with a pointer to every field at fault. */
export function readOrsBody<Schema extends ZodType>(c: Context<HttpEnv>, schema: Schema): z.output<Schema> {
  const body = parseJsonBody(c.get("bodyText"));
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw invalidPart("json", parsed.error.issues, body);
  }
  return parsed.data;
}

/** The session that a request is for. Throws InvalidRequestError where the header is missing or no such id. */
export function readSessionId(c: Context<HttpEnv>): string {
  const sessionId = c.req.header("x-session-id")?.trim();
  if (sessionId === undefined || !SESSION_ID.test(sessionId)) {
    const fault = sessionId === undefined ? "is required" : "must be 1 to 128 letters, digits, dots, dashes and underscores";
    throw new InvalidRequestError(`The X-Session-ID header ${fault}.`);
  }
  return sessionId;
}
