import {
  type AnswerScoring,
  type ScoringAnswer,
  type ScoringHead,
  type ScoringJob,
  type ScoringOperation,
  ScoringStoppedError,
  type StoppableListener,
} from "../../ports/scoring-threads.ts";
import { countByClass } from "../../services/scoring/failure-classes.ts";
import type { ScoringPorts } from "../../services/scoring/scoring-ports.ts";
import { withoutSources } from "../../services/scoring/without-sources.ts";
import { createCompatOperation } from "../compat/compat-operation.ts";
import { decodeJsonBody, parseJsonBody } from "../decode-json-body.ts";
import { callerSeesBreakdown } from "../wire/caller-sees-breakdown.ts";
import { writeNumber, writeText } from "../wire/write-json.ts";
import { createCompareBatchOperation } from "./compare-batch-operation.ts";
import { createCompareOperation } from "./compare-operation.ts";
import { createEvaluateBatchOperation } from "./evaluate-batch-operation.ts";
import { createEvaluateOperation } from "./evaluate-operation.ts";
import { LineWriter } from "./line-writer.ts";
import type { ReadOperation, ReadRequest } from "./scoring-call.ts";
import { sourcesUsed } from "./sources-used.ts";
import { timeStore } from "./time-store.ts";

/** What only the main thread has: people, models, and those who learn and watch. */
export type JobPorts = Pick<ScoringPorts, "people" | "opinions" | "monitors" | "audit">;

export interface ScoringAnswererOptions {
  readonly jsonDepthMax: number;
  /** The longest a caller may have us work on an answer; what holds where it says nothing. */
  readonly latencyBudgetMsMax: number;
  /** A monotonic stopwatch in milliseconds, with fractions. */
  readonly stopwatch: () => number;
  /** Lets others have the thread for a moment, now and then in a batch; null: there are none. */
  readonly pause: (() => Promise<void>) | null;
  /** What a job asks that may be on another thread than it: there it asks on its own behalf. */
  readonly portsFor: (job: ScoringJob) => JobPorts;
}

/**
 * What turns the bytes of a scoring request into the bytes of its answer, the same on the main thread and on a scoring thread. The validators are compiled once, here.
 */
export function createScoringAnswerer(ports: Omit<ScoringPorts, keyof JobPorts>, options: ScoringAnswererOptions): AnswerScoring {
  const { stopwatch } = options;
  const readJson = (read: ReadOperation) => (body: ArrayBuffer) =>
    read(parseJsonBody(decodeJsonBody(body, options.jsonDepthMax)));
  const operations: Readonly<Record<ScoringOperation, (body: ArrayBuffer) => ReadRequest>> = {
    evaluate: readJson(createEvaluateOperation(ports.limits)),
    evaluate_batch: readJson(createEvaluateBatchOperation(ports.limits)),
    compare: readJson(createCompareOperation(ports.limits)),
    compare_batch: readJson(createCompareBatchOperation(ports.limits)),
    compat: createCompatOperation({ ports, limits: options }),
  };
  const countCache = createCacheCounter(ports);
  return async (job, listener) => {
    const startedMs = stopwatch();
    const request = operations[job.operation](job.body);
    const budget = settleBudget(request.latencyBudgetMs, job.preferredBudgetMs, options.latencyBudgetMsMax);
    const parsedMs = stopwatch();
    const head: ScoringHead = { appliedPreferenceMs: budget.appliedPreferenceMs, queueMs: 0, parseMs: parsedMs - startedMs };
    const lines = job.isStreamed ? new LineWriter(listener, head, stopwatch) : null;
    const store = timeStore(ports, stopwatch);
    const { body, items, failureClasses, sources } = await request.answer({
      ports: toJobPorts(ports, portsOf(job, options), store.scoreHistory),
      caller: job.caller,
      deadlineAt: job.arrivedAt + budget.ms,
      showBreakdown: callerSeesBreakdown(job.caller),
      onResult: lines && ((result) => lines.write(result)),
      onWait: lines && (() => lines.flush()),
      pause: options.pause,
      throwIfStopped: () => throwIfStopped(listener),
    });
    lines?.flush();
    const budgetMember = request.latencyBudgetMs === null ? "" : `"latency_budget_ms":${writeNumber(budget.ms)}`;
    const requestId = `"request_id":${writeText(job.caller.requestId)}`;
    const text = joinMembers(job.isStreamed ? [body, budgetMember, requestId] : [requestId, body, budgetMember]);
    return {
      ...head,
      text,
      scoreMs: stopwatch() - parsedMs - (store.elapsedMs() ?? 0),
      storeMs: store.elapsedMs(),
      counts: { items, unscored: countByClass(failureClasses), ...countCache() },
      sources: sourcesUsed(sources),
    };
  };
}

/** One literal of one shape: spread into each other for every job, V8 would make up a shape for every request, and whatever reads them would look for them anew. */
function toJobPorts(
  ports: Omit<ScoringPorts, keyof JobPorts>,
  { people, opinions, monitors, audit }: JobPorts,
  scoreHistory: ScoringPorts["scoreHistory"],
): ScoringPorts {
  const { scenarios, engines, clock, random, sha256Hex, scoreCache, rewardSource, timer, limits, reportFault } = ports;
  return {
    scenarios,
    engines,
    clock,
    random,
    sha256Hex,
    scoreCache,
    scoreHistory,
    people,
    rewardSource,
    opinions,
    monitors,
    audit,
    timer,
    limits,
    reportFault,
  };
}

/** A job may say that some sources must not answer. */
function portsOf(job: ScoringJob, { portsFor }: ScoringAnswererOptions): JobPorts {
  const { people, opinions, monitors, audit } = portsFor(job);
  const { skippedSources } = job;
  return { people, opinions: skippedSources.length === 0 ? opinions : withoutSources(opinions, skippedSources), monitors, audit };
}

/** The members of all parts as the text of one JSON object. Joined as text: copying them into one object costs more than writing them. */
function joinMembers(parts: readonly (object | string)[]): string {
  let members = "";
  for (const part of parts) {
    const text = typeof part === "string" ? part : JSON.stringify(part).slice(1, -1);
    members += members === "" || text === "" ? text : `,${text}`;
  }
  return `{${members}}`;
}

function throwIfStopped(listener: StoppableListener): void {
  if (listener.isStopped()) {
    throw new ScoringStoppedError();
  }
}

/** The body's own budget goes before the headers'; neither goes beyond the maximum. */
function settleBudget(bodyMs: number | null, preferredMs: number | null, maxMs: number) {
  const ms = Math.min(bodyMs ?? preferredMs ?? maxMs, maxMs);
  return { ms, appliedPreferenceMs: bodyMs === null && preferredMs !== null ? ms : null };
}

/** What the cache has counted since it was asked last: requests that overlap share the counts out, and none is told twice. */
function createCacheCounter(
  ports: Pick<ScoringPorts, "scoreCache">,
): () => Pick<ScoringAnswer["counts"], "cacheHits" | "cacheMisses"> {
  let told = { hits: 0, misses: 0 };
  return () => {
    const { hits, misses } = ports.scoreCache.counts;
    const fresh = { cacheHits: hits - told.hits, cacheMisses: misses - told.misses };
    told = { hits, misses };
    return fresh;
  };
}
