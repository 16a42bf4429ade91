import type { Scope } from "./key-store.ts";

/** What a body asks for; each is one route, but for `compat`: requests in trainers' own dialects, which the server itself puts together. */
export type ScoringOperation = "evaluate" | "evaluate_batch" | "compare" | "compare_batch" | "compat";

/** One request to score, from its bytes on: plain data, so that it can be handed to a thread. */
export interface ScoringJob {
  readonly operation: ScoringOperation;
  /** JSON as it came in, neither decoded nor looked at; of `compat` what the server packed. It is handed over: whoever gave it away must not use it again. */
  readonly body: ArrayBuffer;
  readonly caller: {
    readonly tenantId: string;
    readonly scopes: readonly Scope[];
    readonly requestId: string;
    readonly repeatDigest?: string;
  };
  /** Instant the request came in, in milliseconds since 1970. */
  readonly arrivedAt: number;
  /** Milliseconds that the caller's headers grant; null: they say nothing. What the body says goes before. */
  readonly preferredBudgetMs: number | null;
  /** Sources of the fallback that may not answer this time: a test of it. `*`: all models. */
  readonly skippedSources: readonly string[];
  /** True: every result is written as a line as soon as it is there, and the answer is the last line alone. */
  readonly isStreamed: boolean;
  /** True: short, and one of a flood, so that its thread may be handed several ahead. */
  readonly linesUp: boolean;
}

/** What is known of an answer before its first result. */
export interface ScoringHead {
  /** Milliseconds of the budget that holds because the headers asked for it; null: it does not come from them. */
  readonly appliedPreferenceMs: number | null;
  /** Milliseconds the job waited for a thread; 0 where it needed none. */
  readonly queueMs: number;
  /** Milliseconds of decoding, parsing and validating. */
  readonly parseMs: number;
}

/** A finished answer of status 200. */
export interface ScoringAnswer extends ScoringHead {
  /** The JSON body, or the last line of a streamed answer. */
  readonly text: string;
  readonly scoreMs: number;
  /** Milliseconds of waiting for the database; null where it was not asked. */
  readonly storeMs: number | null;
  readonly counts: ScoringCounts;
  readonly sources: SourcesUsed;
}

/** Who gave the answers of a request. */
export interface SourcesUsed {
  /** `<kind>:<id>`, distinct, in the order of their first use; none where nobody could answer anything. */
  readonly names: readonly string[];
  /** A source that goes before one of them had nothing to say. */
  readonly isDegraded: boolean;
}

/** For the metrics. */
export interface ScoringCounts {
  readonly items: number;
  /** Items without a reward, by the class of their failure. */
  readonly unscored: Readonly<Record<string, number>>;
  readonly cacheHits: number;
  readonly cacheMisses: number;
}

/** Where a job's answer goes while it is made. */
export interface ScoringListener {
  /** Called once before the first line of a streamed answer; from then on nothing can be refused any more. */
  begin(head: ScoringHead): void;
  /** One or more whole lines, each with its line break. */
  write(lines: string): void;
}

/** The same for whoever makes the answer. */
export interface StoppableListener extends ScoringListener {
  /** True once nobody waits for the answer any more. Looked at between items. */
  isStopped(): boolean;
}

/** Answers a job. Rejects with a FolkmootError where the request is refused, with ScoringStoppedError where it was stopped. */
export type AnswerScoring = (job: ScoringJob, listener: StoppableListener) => Promise<ScoringAnswer>;

/** Nobody waits for the answer any more, so it was not finished. */
export class ScoringStoppedError extends Error {
  constructor() {
    super("Nobody waits for this answer any more.");
    this.name = "ScoringStoppedError";
  }
}

/** Threads that score large bodies, so that the main thread never does. */
export interface ScoringThreads {
  /**
   * Answers a job on the next free thread, as `AnswerScoring` does. While a job waits for people its thread takes other jobs. Rejects with UnavailableError `overloaded` where too many wait already, where the job still
   * waits at `startBy` (milliseconds since 1970; it is then never started), and where its thread ends.
   * @param gone aborts when nobody waits for the answer any more; null: the job is worth finishing anyhow.
   */
  run(job: ScoringJob, listener: ScoringListener, startBy: number, gone: AbortSignal | null): Promise<ScoringAnswer>;
  /** Starts a thread ahead of the first job. */
  warm(): void;
  /** Jobs that have a thread, that wait for one, and that gave theirs to others because they wait for people. */
  readonly load: { readonly busy: number; readonly waiting: number; readonly parked: number };
  /** Ends the threads at once. Jobs that run, wait or are parked are refused. */
  close(): Promise<void>;
}
