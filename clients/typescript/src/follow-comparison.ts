import type { ServerCaller } from "./call-server.ts";
import type { Deadline } from "./deadline.ts";
import { FolkmootConnectionError } from "./folkmoot-error.ts";
import type { ComparisonRevision } from "./openapi-types.ts";
import { readLines } from "./read-lines.ts";

/** From where on a comparison is followed, and until when. */
export interface FollowOptions {
  /** The last revision that you have; 0, the default, has none. */
  readonly afterRevision?: number;
  readonly signal?: AbortSignal;
}

/** A line that is quiet for so long is dead: the server writes a comment every 15 s. */
const QUIET_MS_MAX = 45_000;
/** How long to wait before the line is opened again, unless the server says otherwise. */
const REOPEN_MS = 2000;
/** Lines in a row that may end without a single revision, before it is given up. */
const EMPTY_LINES_MAX = 100;
const PATH = "/api/v1/comparisons/{comparison_id}/events";

/**
 * The revisions of a comparison that people decide, each as soon as there is one. Ends after the final one. A line that ends or breaks before that is opened
 * again where it left off.
 * @throws FolkmootProblem where there is no such comparison, FolkmootConnectionError where the server stays away.
 */
export async function* followComparison(
  caller: ServerCaller,
  comparisonId: string,
  { afterRevision = 0, signal }: FollowOptions,
): AsyncGenerator<ComparisonRevision, void> {
  let latest = afterRevision;
  let reopenMs = REOPEN_MS;
  for (let empty = 0; empty < EMPTY_LINES_MAX; empty += 1) {
    const request = {
      params: { path: { comparison_id: comparisonId }, header: { "last-event-id": String(latest) } },
      headers: { Accept: "text/event-stream" },
      ...(signal === undefined ? {} : { signal }),
    };
    const deadline = caller.startDeadline(PATH, request);
    try {
      const response = await caller.open("GET", PATH, request, { deadline, isRepeatable: true });
      if (response.status === 204 || response.body === null) {
        return;
      }
      deadline.restart(QUIET_MS_MAX);
      for await (const event of readEvents(response.body, deadline)) {
        reopenMs = event.retryMs ?? reopenMs;
        if (event.name === "revision") {
          const revision = JSON.parse(event.data) as ComparisonRevision;
          yield revision;
          latest = revision.revision;
          empty = 0;
          if (revision.final) {
            return;
          }
        }
      }
    } finally {
      deadline.end();
    }
    await pause(caller, reopenMs, signal);
  }
  throw new FolkmootConnectionError(`${PATH}: ${EMPTY_LINES_MAX} lines in a row ended without a revision.`);
}

interface ServerEvent {
  readonly name: string;
  readonly data: string;
  readonly retryMs: number | null;
}

/** The events of a line until it ends, breaks or falls silent (the event stream format of the HTML standard, as far as this server uses it). */
async function* readEvents(body: ReadableStream<Uint8Array>, deadline: Deadline): AsyncGenerator<ServerEvent, void> {
  let fields: Record<string, string> = {};
  const lines = readLines(body, () => deadline.restart(QUIET_MS_MAX));
  try {
    for (;;) {
      const next = await lines.next().catch(() => ({ done: true, value: undefined }) as const);
      if (next.done) {
        return;
      }
      if (next.value === "") {
        const { event: name = "message", data = "", retry } = fields;
        yield { name, data, retryMs: retry === undefined ? null : Number(retry) };
        fields = {};
      } else {
        const [, name = "", value = ""] = /^([^:]*):? ?(.*)$/.exec(next.value) ?? [];
        fields[name] = name === "data" && fields["data"] !== undefined ? `${fields["data"]}\n${value}` : value;
      }
    }
  } finally {
    // Whoever stops following closes the line.
    await lines.return();
  }
}

async function pause(caller: ServerCaller, ms: number, signal: AbortSignal | undefined): Promise<void> {
  await caller.surroundings.sleep(ms, signal ?? new AbortController().signal);
}
