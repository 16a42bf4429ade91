import { RecordedError } from "../../domain/error-record.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ScoringAnswer, ScoringThreads } from "../../ports/scoring-threads.ts";
import type { AnsweredCalls, CallBatch } from "./answer-calls.ts";
import type { CompatAnswerer } from "./compat-call.ts";
import type { CallLine } from "./compat-operation.ts";
import type { CompatAnswerers } from "./create-compat-answerers.ts";
import { packCalls } from "./pack-calls.ts";

/** Fewer requests, if they are small, are answered sooner than they are sent. */
const SENT_MIN = 16;
/** Jobs that may wait for a thread before this one: beyond them the requests are answered where they are. */
const WAITING_MAX = 16;

/** What requests are sent to. */
export interface CallThreads {
  readonly threads: Pick<ScoringThreads, "run" | "load">;
  readonly clock: Clock;
  readonly answerers: CompatAnswerers;
  /** Larger bodies are sent however few they are. */
  readonly inlineBodyBytesMax: number;
}

/**
 * Has requests answered on a scoring thread, so that the thread that reads requests goes on reading them; null where it is not worth the way, or there is no room. The promise rejects where
 * the thread fails; requests that have no answer by then have none.
 */
export function sendCallsAway(
  { threads, clock, answerers, inlineBodyBytesMax }: CallThreads,
  batch: CallBatch,
  answered: AnsweredCalls,
): Promise<ScoringAnswer> | null {
  const { kind, caller, query, calls } = batch;
  const isWorthIt = calls.length >= SENT_MIN || calls.some(({ body }) => body.byteLength > inlineBodyBytesMax);
  if (!isWorthIt || threads.load.waiting >= WAITING_MAX) {
    return null;
  }
  const budgetMs = budgetOf(answerers[kind], query);
  if (budgetMs === null) {
    return null;
  }
  const arrivedAt = clock.now();
  const deadlineAt = Math.min(...calls.map((call) => call.arrivedAt)) + budgetMs;
  const job = {
    operation: "compat",
    body: packCalls(batch),
    caller,
    arrivedAt,
    preferredBudgetMs: deadlineAt - arrivedAt,
    skippedSources: [],
    isStreamed: true,
    linesUp: true,
  } as const;
  const listener = { begin: () => undefined, write: (lines: string) => takeLines(lines, answered) };
  return threads.run(job, listener, deadlineAt, null);
}

/** Null where the query is refused: whoever answers says why. */
function budgetOf(answerer: CompatAnswerer, query: string): number | null {
  try {
    return answerer.budgetMs(query);
  } catch {
    return null;
  }
}

function takeLines(lines: string, { onAnswer, onFailure }: AnsweredCalls): void {
  for (const text of lines.split("\n")) {
    if (text !== "") {
      const line = JSON.parse(text) as CallLine;
      if ("text" in line) {
        onAnswer(line.index, line);
      } else {
        onFailure(line.index, "refusal" in line ? new RecordedError(line.refusal) : new Error("A scoring thread met a fault."));
      }
    }
  }
}
