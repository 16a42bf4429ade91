import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import { ConflictError, type ErrorCode, type FieldError, FolkmootError, InvalidRequestError } from "../domain/errors.ts";
import { hidePathKey } from "./compat/path-key.ts";
import { parseJsonBody } from "./decode-json-body.ts";
import type { HttpEnv } from "./http-env.ts";

/** An error's code, `internal` for what should never happen, or `request_timeout` for what never became a request. */
export type ProblemCode = ErrorCode | "internal" | "request_timeout";

/** Status and title of every problem document (RFC 9457). Each code has a page in docs/problems. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: "The request is not valid" },
  unauthenticated: { status: 401, title: "A valid API key or session is needed" },
  forbidden: { status: 403, title: "This is not allowed" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "The route has no such method" },
  request_timeout: { status: 408, title: "The request did not arrive in time" },
  turn_conflict: { status: 409, title: "The turn does not fit the episode" },
  history_mismatch: { status: 409, title: "The history differs from what was said" },
  episode_complete: { status: 409, title: "The episode is over" },
  version_conflict: { status: 409, title: "The episode belongs to another version" },
  lease_ended: { status: 409, title: "The question is no longer yours" },
  vote_final: { status: 409, title: "The vote can no longer be changed" },
  episode_expired: { status: 410, title: "The episode has expired" },
  body_too_large: { status: 413, title: "The request body is too large" },
  idempotency_key_reused: { status: 422, title: "The idempotency key belongs to another request" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "The server made a mistake" },
  overloaded: { status: 503, title: "The server is full" },
  draining: { status: 503, title: "The server is shutting down" },
  storage_unavailable: { status: 503, title: "The database cannot be reached" },
  unscored: { status: 503, title: "No reward could be produced" },
  storage_full: { status: 507, title: "The disk is full" },
} as const satisfies Record<ProblemCode, { readonly status: ContentfulStatusCode; readonly title: string }>;

export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

const INTERNAL_DETAIL = "Something went wrong inside the server. It is in the server's log under this request id.";

/** What a caller is told of an error. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | null;
}

/** A problem document ready to be sent. */
export interface ProblemAnswer {
  readonly status: ContentfulStatusCode;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The request that failed, as its problem document and the log name it. */
export interface FailedRequest {
  readonly requestId: string;
  readonly route: string;
  readonly path: string;
}

/** The error handler of the app: any thrown error becomes a problem document; what is not meant for callers goes to the log alone. */
export function createProblemHandler(logger: Logger): (error: Error, c: Context<HttpEnv>) => Promise<Response> {
  return async (error, c) => {
    const failed = { requestId: c.get("requestId"), route: c.get("route"), path: hidePathKey(c.req.path) };
    const understood =
      error instanceof HTTPException && error.status < 500 ? explainBadBody(error.message, c.get("bodyText")) : error;
    const { status, headers, body } = toProblem(logger, understood, failed);
    return c.body(body, status, headers);
  };
}

/** The problem document of any error; logs what we have to look at. */
export function toProblem(logger: Logger, error: unknown, request: FailedRequest): ProblemAnswer {
  return writeProblem(refuseFor(logger, error, request), request);
}

/** The same before it is written, for whoever has another form for it. */
export function refuseFor(logger: Logger, error: unknown, request: Pick<FailedRequest, "requestId" | "route">): Refusal {
  const refusal = toRefusal(error);
  if (PROBLEMS[refusal.code].status >= 500) {
    // What we foresaw, such as a full queue, may come in floods; what we did not is an error to look at.
    const level = error instanceof FolkmootError ? "warn" : "error";
    logger[level]({ request_id: request.requestId, route: request.route, code: refusal.code, err: error }, "request failed");
  }
  return refusal;
}

/** The problem document of what never became a request, so that nobody threw anything and no path was asked for. */
export function unreadProblem(code: "invalid_request" | "request_timeout", detail: string, requestId: string): ProblemAnswer {
  const refusal = { code, detail, errors: [], details: {}, retryAfterSeconds: null };
  const { status, headers, body } = writeProblem(refusal, { requestId, route: "unmatched", path: "" });
  return { status, headers: { ...headers, "X-Request-ID": requestId }, body };
}

function toRefusal(error: unknown): Refusal {
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
function explainBadBody(message: string, bodyText: string | undefined): InvalidRequestError {
  try {
    parseJsonBody(bodyText ?? "null");
    return new InvalidRequestError(message);
  } catch (refusal) {
    return refusal as InvalidRequestError;
  }
}

function writeProblem(refusal: Refusal, { requestId, path }: FailedRequest): ProblemAnswer {
  const { status, title } = PROBLEMS[refusal.code];
  const document = {
    ...refusal.details,
    type: `/docs/problems/${refusal.code}`,
    title,
    status,
    detail: refusal.detail,
    instance: path,
    code: refusal.code,
    request_id: requestId,
    errors: refusal.errors,
    // What clients of the original reward-server API read.
    message: refusal.detail,
    data: { request_id: requestId },
  };
  const headers = {
    ...(refusal.retryAfterSeconds === null ? {} : { "Retry-After": String(refusal.retryAfterSeconds) }),
    ...(status === 401 ? { "WWW-Authenticate": 'Bearer realm="folkmoot"' } : {}),
    "Content-Type": "application/problem+json",
  };
  return { status, headers, body: JSON.stringify(document) };
}
