/**
 * Why a request did not do what it should.
 * `refused`: the server understood and said no, and would say no again.
 * `signed_out`: the server knows no session of ours.
 * `unavailable`: it may well work later: no connection, an overloaded server, something between us and it that answers in its place.
 */
export type FailureKind = "refused" | "signed_out" | "unavailable";

/** A request that failed. Its message is for the annotator. */
export class RequestFailure extends Error {
  readonly kind: FailureKind;
  /** The problem's code, such as `vote_final`; empty where there was none. */
  readonly code: string;
  /** How long the server asks us to wait before the next attempt; null: it does not say. */
  readonly retryAfterMs: number | null;

  constructor(kind: FailureKind, code: string, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.name = "RequestFailure";
    this.kind = kind;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Statuses of a server that may say yes to the same request later. */
const PASSING = new Set([408, 425, 429]);
const PROBLEM_TYPE = "application/problem+json";

/** Reads what a response that is no success means. Only a problem in the server's own words counts as its refusal: a proxy's page does not. */
export async function toRequestFailure(response: Response): Promise<RequestFailure> {
  const problem = await readProblem(response);
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const retryAfterMs = Number.isFinite(retryAfter) && retryAfter >= 0 ? retryAfter * 1000 : null;
  if (problem === null || response.status >= 500 || PASSING.has(response.status)) {
    return new RequestFailure("unavailable", problem?.code ?? "", problem?.detail ?? "The server did not answer.", retryAfterMs);
  }
  return new RequestFailure(response.status === 401 ? "signed_out" : "refused", problem.code, problem.detail);
}

async function readProblem(response: Response): Promise<{ readonly code: string; readonly detail: string } | null> {
  if (!(response.headers.get("Content-Type") ?? "").startsWith(PROBLEM_TYPE)) {
    return null;
  }
  try {
    const { code, detail } = (await response.json()) as { readonly code?: unknown; readonly detail?: unknown };
    return { code: String(code ?? ""), detail: String(detail ?? "") };
  } catch {
    return null;
  }
}
