import type { Problem } from "./openapi-types.ts";

/** What is wrong with one field of a request: its JSON pointer in the body, and why. */
export type FieldProblem = Problem["errors"][number];

/** The root of everything that the client throws, but for the reason of a signal that the caller aborted. */
export class FolkmootError extends Error {
  override readonly name: string = "FolkmootError";
}

/**
 * The server refused a request with a problem document (RFC 9457). A page for each `code` is at `/docs/problems/<code>` of the server.
 * What refuses in words of its own, such as a proxy in between, has the code `unknown`.
 */
export class FolkmootProblem extends FolkmootError {
  override readonly name = "FolkmootProblem";
  readonly status: number;
  readonly code: Problem["code"] | "unknown";
  readonly detail: string;
  /** Name of the request in the server's log; empty where the answer had none. */
  readonly requestId: string;
  /** The fields at fault; empty where it is not about fields. */
  readonly errors: readonly FieldProblem[];
  /** What the server asks to be given before the next attempt; null where it says nothing. */
  readonly retryAfterMs: number | null;
  /** The whole document: some codes have members of their own, such as `expected_turn`. */
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Readonly<Record<string, unknown>>, retryAfterMs: number | null) {
    const known = problem as Partial<Problem>;
    const errors = Array.isArray(known.errors) ? known.errors : [];
    const code = known.code ?? "unknown";
    const detail = known.detail ?? known.title ?? "no detail";
    const requestId = known.request_id ?? "";
    const fields = errors.map((error) => `\n  ${error.pointer}: ${error.detail}`).join("");
    super(`${status} ${code}: ${detail} [${requestId === "" ? "no request id" : requestId}]${fields}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.requestId = requestId;
    this.errors = errors;
    this.retryAfterMs = retryAfterMs;
    this.problem = problem;
  }
}

/** No answer came: the server could not be reached, or the connection broke, as often as it was tried. `cause` is what the last attempt threw. */
export class FolkmootConnectionError extends FolkmootError {
  override readonly name = "FolkmootConnectionError";
}

/** No answer came within the latency budget and its margin, or within `timeoutMs`. */
export class FolkmootDeadlineError extends FolkmootError {
  override readonly name = "FolkmootDeadlineError";
}

/** The answer is not what the contract says, or a stream broke off before its end. */
export class FolkmootUnreadableError extends FolkmootError {
  override readonly name = "FolkmootUnreadableError";
}
