import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Logger } from "pino";
import {
  type AnswerScoring,
  type ScoringAnswer,
  type ScoringHead,
  type ScoringJob,
  type ScoringListener,
  type ScoringOperation,
  ScoringStoppedError,
  type ScoringThreads,
  type StoppableListener,
} from "../../ports/scoring-threads.ts";
import type { HttpEnv } from "../http-env.ts";
import type { HttpMetrics } from "../http-metrics.ts";
import type { HttpLimits } from "../http-options.ts";
import { acceptsLines, LINES_TYPE } from "./accepts-lines.ts";
import { openLineStream } from "./open-line-stream.ts";
import { peekLatencyBudget } from "./peek-latency-budget.ts";
import { FORCE_FALLBACK_HEADER, readForcedFallback } from "./read-forced-fallback.ts";
import { readPreferredWait } from "./read-preferred-wait.ts";
import { serverTiming } from "./server-timing.ts";
import { sourceHeaders } from "./source-headers.ts";

/** What the scoring routes share. */
export interface ScoringDoor {
  /** Answers small bodies here and now. */
  readonly answerInline: AnswerScoring;
  /** Answers large ones. */
  readonly threads: ScoringThreads;
  /** Names of the fallback's sources. */
  readonly sourceIds: readonly string[];
  readonly limits: Pick<HttpLimits, "inlineBodyBytesMax" | "latencyBudgetMsMax">;
  readonly metrics: HttpMetrics;
  readonly logger: Logger;
  readonly stopwatch: () => number;
}

/** What answers the small requests of a scoring route, wherever they come in. */
export interface InlineScoring {
  /** As documented. */
  readonly path: string;
  /** The largest body that counts as small. */
  readonly bodyBytesMax: number;
  /** Rejects as the service does. */
  answer(
    job: Omit<ScoringJob, "operation" | "isStreamed" | "linesUp" | "preferredBudgetMs" | "skippedSources">,
    prefer: string | undefined,
  ): Promise<WholeAnswer>;
}

/** An answer that is sent as one text of JSON. */
export interface WholeAnswer {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

type ScoringRoute = RouteConfig & { getRoutingPath(): string };

/** The client hung up; nobody reads this status but the log. */
const CLIENT_GONE = 499;
const DEAF: ScoringListener = { begin: () => undefined, write: () => undefined };
const DEAF_TO_THE_END: StoppableListener = { ...DEAF, isStopped: () => false };

/**
 * Serves a scoring operation: bytes in, text out. The main thread decodes, validates and scores small bodies alone; large ones are handed to a scoring thread as
 * they came.
 * @param canStream whether the answer has results that can be sent line by line.
 */
export function mountScoringRoute(
  app: OpenAPIHono<HttpEnv>,
  route: ScoringRoute,
  operation: ScoringOperation,
  canStream: boolean,
  door: ScoringDoor,
): InlineScoring {
  // Registered rather than mounted: the validation of mounted routes would parse the body here.
  app.openAPIRegistry.registerPath(route);
  app.post(route.getRoutingPath(), async (c) => {
    const isStreamed = canStream && acceptsLines(c.req.header("accept"));
    const job = createJob(c, operation, isStreamed, door);
    const run = createRunner(c, job, door);
    try {
      return isStreamed ? await answerInLines(c, job, run, door) : await answerAtOnce(c, job, run, door);
    } catch (error) {
      if (error instanceof ScoringStoppedError) {
        return new Response(null, { status: CLIENT_GONE });
      }
      throw error;
    }
  });
  return {
    path: route.path,
    bodyBytesMax: door.limits.inlineBodyBytesMax,
    answer: (small, prefer) => {
      const { body, caller, arrivedAt } = small;
      const preferredBudgetMs = readPreferredWait(prefer);
      const skippedSources: readonly string[] = [];
      const job = { operation, body, caller, arrivedAt, preferredBudgetMs, skippedSources, isStreamed: false, linesUp: false };
      return answerWhole(job, () => door.answerInline(job, DEAF_TO_THE_END), door);
    },
  };
}

function createJob(
  c: Context<HttpEnv>,
  operation: ScoringOperation,
  isStreamed: boolean,
  { sourceIds }: ScoringDoor,
): ScoringJob {
  return {
    operation,
    body: c.get("bodyBytes"),
    caller: c.get("caller"),
    arrivedAt: c.get("arrivedAt"),
    preferredBudgetMs: readPreferredWait(c.req.header("prefer")),
    skippedSources: readForcedFallback(c.req.header(FORCE_FALLBACK_HEADER), c.get("caller").scopes, sourceIds),
    isStreamed,
    linesUp: false,
  };
}

/** Runs the job where a body of its size belongs. */
function createRunner(
  c: Context<HttpEnv>,
  job: ScoringJob,
  door: ScoringDoor,
): (listener: ScoringListener) => Promise<ScoringAnswer> {
  const { inlineBodyBytesMax, latencyBudgetMsMax } = door.limits;
  // An answer under an Idempotency-Key is kept for the retry, so it is finished even if nobody waits.
  const isKept = c.req.header("idempotency-key") !== undefined;
  if (job.body.byteLength <= inlineBodyBytesMax) {
    const gone = job.isStreamed && !isKept ? c.req.raw.signal : null;
    return (listener) => door.answerInline(job, { ...listener, isStopped: () => gone?.aborted ?? false });
  }
  const budgetMs = peekLatencyBudget(job.body) ?? job.preferredBudgetMs ?? latencyBudgetMsMax;
  const startBy = job.arrivedAt + Math.min(budgetMs, latencyBudgetMsMax);
  return (listener) => door.threads.run(job, listener, startBy, isKept ? null : c.req.raw.signal);
}

async function answerAtOnce(
  c: Context<HttpEnv>,
  job: ScoringJob,
  run: (listener: ScoringListener) => Promise<ScoringAnswer>,
  door: ScoringDoor,
): Promise<Response> {
  const { text, headers } = await answerWhole(job, run, door);
  c.set("answerText", text);
  return c.body(text, 200, { ...headers, "Content-Type": "application/json" });
}

async function answerWhole(
  { operation }: ScoringJob,
  run: (listener: ScoringListener) => Promise<ScoringAnswer>,
  { metrics, stopwatch }: ScoringDoor,
): Promise<WholeAnswer> {
  const startedMs = stopwatch();
  const answer = await run(DEAF);
  metrics.observeScoring(operation, answer);
  const { queueMs, parseMs, scoreMs, storeMs } = answer;
  const timing = { queue: queueMs, parse: parseMs, score: scoreMs, store: storeMs, total: stopwatch() - startedMs };
  // Who answered is not told of answers that are sent line by line: their headers leave before anybody has.
  const headers = Object.assign(headersOf(answer), sourceHeaders(answer.sources));
  headers["Server-Timing"] = serverTiming(timing);
  return { text: answer.text, headers };
}

async function answerInLines(
  c: Context<HttpEnv>,
  job: ScoringJob,
  run: (listener: ScoringListener) => Promise<ScoringAnswer>,
  { metrics, logger }: ScoringDoor,
): Promise<Response> {
  const requestId = c.get("requestId");
  const { head, lines } = await openLineStream(run, requestId, {
    onAnswer: (answer) => metrics.observeScoring(job.operation, answer),
    onFailure: (error) => {
      c.set("isBroken", true);
      if (!(error instanceof ScoringStoppedError)) {
        logger.error({ err: error, request_id: requestId, route: c.get("route") }, "an answer broke off");
      }
    },
  });
  const timing = serverTiming({ queue: head.queueMs, parse: head.parseMs });
  return c.body(lines, 200, { ...headersOf(head), "Content-Type": LINES_TYPE, "Server-Timing": timing });
}

function headersOf({ appliedPreferenceMs }: ScoringHead): Record<string, string> {
  return appliedPreferenceMs === null ? {} : { "Preference-Applied": `wait=${Math.floor(appliedPreferenceMs / 1000)}` };
}
