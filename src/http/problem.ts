import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import { ConflictError, type ErrorCode, type FieldError, FolkmootError, InvalidRequestError } from "../domain/errors.ts";
import { describeBadJson } from "./decode-json-body.ts";
import type { HttpEnv } from "./http-env.ts";

/** An error's code, or `internal` for what should never happen. */
export type ProblemCode = ErrorCode | "internal";

/** Status and title of every problem document (RFC 9457). Each code has a page in docs/problems. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: "The request is not valid" },
  unauthenticated: { status: 401, title: "A valid API key is needed" },
  forbidden: { status: 403, title: "The API key does not allow this" },
  not_found: { status: 404, title: "Not found" },
  turn_conflict: { status: 409, title: "The turn does not fit the episode" },
  history_mismatch: { status: 409, title: "The history differs from what was said" },
  episode_complete: { status: 409, title: "The episode is over" },
  version_conflict: { status: 409, title: "The episode belongs to another version" },
  episode_expired: { status: 410, title: "The episode has expired" },
  body_too_large: { status: 413, title: "The request body is too large" },
  idempotency_key_reused: { status: 422, title: "The idempotency key belongs to another request" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "The server made a mistake" },
  overloaded: { status: 503, title: "The server is full" },
  draining: { status: 503, title: "The server is shutting down" },
  storage_unavailable: { status: 503, title: "The database cannot be reached" },
  storage_full: { status: 507, title: "The disk is full" },
} as const satisfies Record<ProblemCode, { readonly status: ContentfulStatusCode; readonly title: string }>;

export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

const INTERNAL_DETAIL = "Something went wrong inside the server. It is in the server's log under this request id.";

interface Refusal {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | null;
}

/** The error handler of the app: any thrown error becomes a problem document; what is not meant for callers goes to the log alone. */
export function createProblemHandler(logger: Logger): (error: Error, c: Context<HttpEnv>) => Promise<Response> {
  return async (error, c) => {
    const refusal = await toRefusal(error, c);
    if (PROBLEMS[refusal.code].status >= 500) {
      // What we foresaw, such as a full queue, may come in floods; what we did not is an error to look at.
      const level = error instanceof FolkmootError ? "warn" : "error";
      logger[level]({ request_id: c.get("requestId"), route: c.get("route"), code: refusal.code, err: error }, "request failed");
    }
    return respondWithProblem(c, refusal);
  };
}

async function toRefusal(error: Error, c: Context<HttpEnv>): Promise<Refusal> {
  if (error instanceof HTTPException && error.status < 500) {
    return toRefusal(new InvalidRequestError(await explainBadBody(error, c)), c);
  }
  if (!(error instanceof FolkmootError)) {
    return { code: "internal", detail: INTERNAL_DETAIL, errors: [], details: {}, retryAfterSeconds: null };
  }
  return {
    code: error.code,
    detail: error.message,
    errors: error.errors,
    details: error instanceof ConflictError ? error.details : {},
    retryAfterSeconds: error.retryAfterSeconds ?? null,
  };
}

/** Hono only says that the JSON is malformed; parsing it once more says where. */
async function explainBadBody(error: HTTPException, c: Context<HttpEnv>): Promise<string> {
  const bodyText = c.get("bodyText");
  try {
    JSON.parse(bodyText ?? "null");
    return error.message;
  } catch (cause) {
    return describeBadJson(cause as Error);
  }
}

function respondWithProblem(c: Context<HttpEnv>, refusal: Refusal): Response {
  const { status, title } = PROBLEMS[refusal.code];
  const requestId = c.get("requestId");
  if (refusal.retryAfterSeconds !== null) {
    c.header("Retry-After", String(refusal.retryAfterSeconds));
  }
  if (status === 401) {
    c.header("WWW-Authenticate", 'Bearer realm="folkmoot"');
  }
  const document = {
    ...refusal.details,
    type: `/docs/problems/${refusal.code}`,
    title,
    status,
    detail: refusal.detail,
    instance: c.req.path,
    code: refusal.code,
    request_id: requestId,
    errors: refusal.errors,
    // What clients of the original reward-server API read.
    message: refusal.detail,
    data: { request_id: requestId },
  };
  return c.body(JSON.stringify(document), status, { "Content-Type": "application/problem+json" });
}
