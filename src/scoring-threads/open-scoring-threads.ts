import PQueue from "p-queue";
import { assertInvariant } from "../domain/assert.ts";
import { UnavailableError } from "../domain/errors.ts";
import type { Collection } from "../domain/scenarios/collection.ts";
import type { Clock } from "../ports/clock.ts";
import {
  type ScoringAnswer,
  type ScoringJob,
  type ScoringListener,
  ScoringStoppedError,
  type ScoringThreads,
} from "../ports/scoring-threads.ts";
import { TIMER_MS_MAX } from "../ports/timer.ts";
import { JobOnThread, type JobTerms } from "./job-on-thread.ts";
import { type ParkingLimits, ParkingLot } from "./parking-lot.ts";
import { ScoringThreadHandle, type ServedMethods } from "./scoring-thread-handle.ts";

const RETRY_AFTER_SECONDS = 1;
/**
 * Jobs that line up which a thread may have at a time: while the main thread reads thousands of sockets it does not hear that a thread is done. Given one at a time, threads stood
 * still for most of such a flood.
 */
const LINED_UP_MAX = 24;

export interface ScoringThreadsOptions extends ParkingLimits {
  /** How many jobs run at a time, each on a thread of its own. Threads are started when they are first needed. */
  readonly threadCount: number;
  /** How many jobs may wait for a thread, and how many bytes their bodies may have together. */
  readonly waitingMax: number;
  readonly waitingBytesMax: number;
  /** A thread that still computes this long after its job should have been under way is taken to hang: it is ended and replaced. */
  readonly overrunMs: number;
  /** The module that the threads run, and the plain data it is started with. */
  readonly entry: URL;
  readonly settings: unknown;
  /** What threads may ask of the main thread. */
  readonly methods: ServedMethods;
  /** What their jobs may ask of it and wait for, parked. */
  readonly awaitedMethods: ServedMethods;
  /** Audiences of which somebody is there now. */
  readonly liveAudiences: () => readonly string[];
  /** Whether a tenant's jobs may have more to ask than they can compute. */
  readonly mayDiffer: (tenantId: string) => boolean;
  /** The collections that are live now; a job is scored by those that were when it was given to its thread. */
  readonly collections: () => readonly Collection[];
  readonly clock: Clock;
  /** A monotonic stopwatch in milliseconds, with fractions. */
  readonly stopwatch: () => number;
  /** Told of a thread that ended by itself; null where it gave no reason. */
  readonly onThreadLost: (cause: Error | null) => void;
}

/** Opens the scoring threads. */
export function openScoringThreads(options: ScoringThreadsOptions): ScoringThreads {
  return new ThreadPool(options);
}

/** Threads and the line of jobs before them. */
class ThreadPool implements ScoringThreads {
  readonly #options: ScoringThreadsOptions;
  readonly #queue: PQueue;
  readonly #threads = new Set<ScoringThreadHandle>();
  readonly #lot: ParkingLot;
  /** Threads of which no job has hold. Jobs that are parked may be on them. */
  #free: readonly ScoringThreadHandle[] = [];
  /** Ends a job's waiting, with the reason. */
  readonly #waiting = new Set<AbortController>();
  #waitingBytes = 0;
  #linedUp = 0;
  #isClosed = false;

  constructor(options: ScoringThreadsOptions) {
    this.#options = options;
    this.#queue = new PQueue({ concurrency: options.threadCount });
    this.#lot = new ParkingLot(options);
  }

  get load() {
    return { busy: this.#queue.pending + this.#linedUp, waiting: this.#queue.size, parked: this.#lot.count };
  }

  warm(): void {
    if (!this.#isClosed && this.#threads.size === 0) {
      this.#free = [this.#startThread()];
    }
  }

  async run(job: ScoringJob, listener: ScoringListener, startBy: number, gone: AbortSignal | null): Promise<ScoringAnswer> {
    const { waitingMax, waitingBytesMax, stopwatch } = this.#options;
    if (this.#isClosed) {
      throw new UnavailableError("draining", "The server is shutting down; send new requests elsewhere.");
    }
    const byteCount = job.body.byteLength;
    if (this.#queue.size >= waitingMax) {
      throw overloaded(`${waitingMax} requests of this size wait already, which is as many as may.`);
    }
    // The first in line may be of any size: a bound below the largest body would refuse it for ever.
    if (this.#waitingBytes > 0 && this.#waitingBytes + byteCount > waitingBytesMax) {
      throw overloaded(`Requests of ${this.#waitingBytes} bytes together wait already; ${waitingBytesMax} may.`);
    }
    const queuedMs = stopwatch();
    const { signal, end } = this.#startWaiting(byteCount, startBy, gone);
    try {
      const { answer, queueMs } = await this.#queue.add(
        () => {
          end();
          return this.#start(job, listener, startBy, gone, stopwatch() - queuedMs);
        },
        { signal },
      );
      return { ...(await answer), queueMs };
    } finally {
      end();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const controller of this.#waiting) {
      controller.abort(new UnavailableError("draining", "The server is shutting down; send new requests elsewhere."));
    }
    await Promise.all([...this.#threads].map((thread) => thread.close()));
  }

  /** The signal aborts where the job's turn does not come in time or nobody waits any more; `end` is called when it comes. */
  #startWaiting(
    byteCount: number,
    startBy: number,
    gone: AbortSignal | null,
  ): { readonly signal: AbortSignal; readonly end: () => void } {
    const controller = new AbortController();
    const leave = () => controller.abort(new ScoringStoppedError());
    const late = setTimeout(
      () => controller.abort(overloaded("The latency budget ran out while the request waited for a free thread.")),
      Math.min(Math.max(startBy - this.#options.clock.now(), 0), TIMER_MS_MAX),
    );
    if (gone?.aborted) {
      leave();
    }
    gone?.addEventListener("abort", leave, { once: true });
    this.#waiting.add(controller);
    this.#waitingBytes += byteCount;
    const end = () => {
      if (this.#waiting.delete(controller)) {
        this.#waitingBytes -= byteCount;
        clearTimeout(late);
        gone?.removeEventListener("abort", leave);
      }
    };
    return { signal: controller.signal, end };
  }

  /** Gives a job its thread. Resolves when the thread can take the next one, with the answer that is there by then or still to come. */
  async #start(job: ScoringJob, listener: ScoringListener, startBy: number, gone: AbortSignal | null, queueMs: number) {
    const { clock, overrunMs, collections, liveAudiences, mayDiffer } = this.#options;
    const thread = this.#takeThread();
    thread.provide(collections());
    const terms: JobTerms = {
      job,
      byteCount: job.body.byteLength,
      listener: { begin: (head) => listener.begin({ ...head, queueMs }), write: (lines) => listener.write(lines) },
      known: { liveAudiences: liveAudiences(), mayDiffer: mayDiffer(job.caller.tenantId) },
      startBy,
      overrunMs,
      gone,
    };
    const { answer, release } = new JobOnThread(thread, terms, clock, this.#lot);
    if (job.linesUp && thread.jobsUnderWay < LINED_UP_MAX) {
      this.#lineUp(answer);
    } else {
      await release;
    }
    if (thread.isUsable) {
      this.#free = [...this.#free, thread];
    }
    return { answer, queueMs };
  }

  /** Counts a job that is on its thread while others may be given to it. */
  #lineUp(answer: Promise<ScoringAnswer>): void {
    this.#linedUp += 1;
    const leave = () => {
      this.#linedUp -= 1;
    };
    answer.then(leave, leave);
  }

  /** The free thread that has the fewest jobs waiting on it, else a new one. */
  #takeThread(): ScoringThreadHandle {
    const usable = this.#free.filter((thread) => thread.isUsable).sort((one, other) => one.jobsUnderWay - other.jobsUnderWay);
    const free = usable.shift();
    this.#free = usable;
    const usableCount = [...this.#threads].filter((thread) => thread.isUsable).length;
    assertInvariant(
      free !== undefined || usableCount < this.#options.threadCount,
      "More scoring jobs run than there are threads.",
    );
    return free ?? this.#startThread();
  }

  #startThread(): ScoringThreadHandle {
    const { entry, settings, methods, awaitedMethods, onThreadLost } = this.#options;
    const thread: ScoringThreadHandle = new ScoringThreadHandle({
      entry,
      settings,
      methods,
      awaitedMethods,
      onEnd: (cause) => {
        this.#threads.delete(thread);
        this.#free = this.#free.filter((free) => free !== thread);
        if (!this.#isClosed) {
          onThreadLost(cause);
        }
      },
    });
    this.#threads.add(thread);
    thread.provide(this.#options.collections());
    return thread;
  }
}

function overloaded(detail: string): UnavailableError {
  return new UnavailableError("overloaded", detail, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
