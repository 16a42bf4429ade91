import type { ClientSettings } from "./client-settings.ts";
import type { Deadline } from "./deadline.ts";
import { FolkmootConnectionError, type FolkmootError, FolkmootProblem } from "./folkmoot-error.ts";
import { readRetryAfterMs, retryWaitMs } from "./retry-wait.ts";

/** What is drawn and waited for, handed in so that tests need neither luck nor patience. */
export interface Surroundings {
  /** In [0, 1). */
  random(): number;
  /** Resolves after so long; rejects with the signal's reason where it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** How one request is to be sent. */
export interface Sending {
  readonly deadline: Deadline;
  /** Whether it may be sent again when nothing is known of what became of it. */
  readonly isRepeatable: boolean;
  /** The answer is handed over as soon as its head is there; otherwise it is read to its end, and a break on the way is one more failed attempt. */
  readonly isStream: boolean;
}

/** Statuses that say: not now. Nothing was done. */
const REPEATED_STATUSES: readonly number[] = [429, 503];
/** What a proxy answers while a server behind it is started again: nothing is known of what became of the request. */
const LOST_STATUSES: readonly number[] = [502, 504];

type Outcome = { readonly response: Response } | { readonly failure: FolkmootError; readonly mayRepeat: boolean };

/**
 * Sends a request until it is answered: connections that fail or break, 429, 502, 503 and 504 are tried again, all attempts alike byte for byte, so that they share their
 * `Idempotency-Key`.
 * @throws FolkmootProblem where the server refuses, FolkmootConnectionError where no answer comes, FolkmootDeadlineError where the time is over.
 */
export async function sendRequest(
  settings: ClientSettings,
  surroundings: Surroundings,
  request: Request,
  sending: Sending,
): Promise<Response> {
  const { deadline } = sending;
  const init = await toInit(request, deadline.signal);
  for (let attempts = 1; ; attempts += 1) {
    deadline.signal.throwIfAborted();
    const outcome = await attempt(settings, surroundings, request.url, init, sending);
    if ("response" in outcome) {
      return outcome.response;
    }
    const { failure, mayRepeat } = outcome;
    const retryAfterMs = failure instanceof FolkmootProblem ? failure.retryAfterMs : null;
    const waitMs = retryWaitMs(settings.retries, attempts, surroundings.random(), retryAfterMs);
    if (!mayRepeat || attempts >= settings.retries.attemptsMax || waitMs >= deadline.leftMs()) {
      throw failure;
    }
    await surroundings.sleep(waitMs, deadline.signal);
  }
}

async function attempt(
  settings: ClientSettings,
  surroundings: Surroundings,
  url: string,
  init: RequestInit,
  { deadline, isRepeatable, isStream }: Sending,
): Promise<Outcome> {
  try {
    const response = await settings.fetch(url, init);
    if (!response.ok) {
      const problem = await readProblem(response, surroundings.now());
      const isLost = LOST_STATUSES.includes(response.status);
      return { failure: problem, mayRepeat: REPEATED_STATUSES.includes(response.status) || (isLost && isRepeatable) };
    }
    return { response: isStream ? response : await readWhole(response) };
  } catch (cause) {
    // Reading breaks off with errors of many kinds when the signal is aborted; its reason says which of ours it was.
    deadline.signal.throwIfAborted();
    const text = cause instanceof Error ? cause.message : String(cause);
    const failure = new FolkmootConnectionError(`${init.method} ${url}: no answer. ${text}`, { cause });
    return { failure, mayRepeat: isRepeatable };
  }
}

/** The body of a Request can be read once, but is sent as often as it takes. */
async function toInit(request: Request, signal: AbortSignal): Promise<RequestInit> {
  const text = request.method === "GET" ? "" : await request.text();
  const { method, headers, credentials } = request;
  return { method, headers, credentials, signal, ...(text === "" ? {} : { body: text }) };
}

/** The same response with its body in memory. */
async function readWhole(response: Response): Promise<Response> {
  const bytes = await response.arrayBuffer();
  const { status, headers } = response;
  return new Response(bytes.byteLength === 0 ? null : bytes, { status, headers });
}

async function readProblem(response: Response, nowMs: number): Promise<FolkmootProblem> {
  const text = await response.text();
  const retryAfterMs = readRetryAfterMs(response.headers.get("retry-after"), nowMs);
  const unknown = { detail: text.slice(0, 200), request_id: response.headers.get("x-request-id") ?? "" };
  return new FolkmootProblem(response.status, parseObject(text) ?? unknown, retryAfterMs);
}

/** A JSON object that has a `code`, as every problem document of the server has; null for anything else. */
function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "code" in value ? { ...value } : null;
  } catch {
    return null;
  }
}
