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
import { ScoringThreadHandle, type ServedMethods } from "./scoring-thread-handle.ts";

/** A thread that has not answered this long after its job's deadline hangs: it is ended and replaced. Parsing the largest body takes a tenth of it. */
const OVERRUN_MS = 10_000;
const RETRY_AFTER_SECONDS = 1;
/** The longest delay that a timer takes. */
const TIMER_MS_MAX = 2 ** 31 - 1;

export interface ScoringThreadsOptions {
  /** How many jobs run at a time, each on a thread of its own. Threads are started when they are first needed. */
  readonly threadCount: number;
  /** How many jobs may wait for a thread. */
  readonly waitingMax: number;
  /** The module that the threads run, and the plain data it is started with. */
  readonly entry: URL;
  readonly settings: unknown;
  /** What threads may ask of the main thread. */
  readonly methods: ServedMethods;
  /** The collections that are live now; a job is scored by those that were when it was given to its thread. */
  readonly collections: () => readonly Collection[];
  readonly clock: Clock;
  /** A monotonic stopwatch in milliseconds, with fractions. */
  readonly stopwatch: () => number;
  /** Told of a thread that ended by itself; null where it gave no reason. */
  readonly onThreadLost: (cause: Error | null) => void;
}

type Listener = Omit<ScoringListener, "isStopped">;

/** Opens the scoring threads. */
export function openScoringThreads(options: ScoringThreadsOptions): ScoringThreads {
  return new ThreadPool(options);
}

/** Threads and the line of jobs before them. */
class ThreadPool implements ScoringThreads {
  readonly #options: ScoringThreadsOptions;
  readonly #queue: PQueue;
  readonly #threads = new Set<ScoringThreadHandle>();
  readonly #free: ScoringThreadHandle[] = [];
  /** Ends a job's waiting, with the reason. */
  readonly #waiting = new Set<AbortController>();
  #isClosed = false;

  constructor(options: ScoringThreadsOptions) {
    this.#options = options;
    this.#queue = new PQueue({ concurrency: options.threadCount });
  }

  get load() {
    return { busy: this.#queue.pending, waiting: this.#queue.size };
  }

  warm(): void {
    if (!this.#isClosed && this.#threads.size === 0) {
      this.#free.push(this.#startThread());
    }
  }

  async run(job: ScoringJob, listener: Listener, startBy: number, gone: AbortSignal | null): Promise<ScoringAnswer> {
    const { waitingMax, stopwatch } = this.#options;
    if (this.#isClosed) {
      throw new UnavailableError("draining", "The server is shutting down; send new requests elsewhere.");
    }
    if (this.#queue.size >= waitingMax) {
      throw overloaded(`${waitingMax} requests of this size wait already, which is as many as may.`);
    }
    const queuedMs = stopwatch();
    const { signal, end } = this.#startWaiting(startBy, gone);
    try {
      return await this.#queue.add(
        () => {
          end();
          return this.#runNow(job, listener, startBy, gone, stopwatch() - queuedMs);
        },
        { signal },
      );
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
  #startWaiting(startBy: number, gone: AbortSignal | null): { readonly signal: AbortSignal; readonly end: () => void } {
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
    const end = () => {
      clearTimeout(late);
      gone?.removeEventListener("abort", leave);
      this.#waiting.delete(controller);
    };
    return { signal: controller.signal, end };
  }

  async #runNow(
    job: ScoringJob,
    listener: Listener,
    startBy: number,
    gone: AbortSignal | null,
    queueMs: number,
  ): Promise<ScoringAnswer> {
    const thread = this.#takeThread();
    thread.provide(this.#options.collections());
    const stop = () => thread.stopRunning();
    const hang = setTimeout(
      () => void thread.close(),
      Math.min(Math.max(startBy - this.#options.clock.now(), 0) + OVERRUN_MS, TIMER_MS_MAX),
    );
    gone?.addEventListener("abort", stop, { once: true });
    try {
      const begin: Listener["begin"] = (head) => listener.begin({ ...head, queueMs });
      const answer = await thread.run(job, { begin, write: listener.write });
      return { ...answer, queueMs };
    } finally {
      clearTimeout(hang);
      gone?.removeEventListener("abort", stop);
      if (!thread.hasEnded) {
        this.#free.push(thread);
      }
    }
  }

  #takeThread(): ScoringThreadHandle {
    const free = this.#free.pop();
    assertInvariant(
      free !== undefined || this.#threads.size < this.#options.threadCount,
      "More scoring jobs run than there are threads.",
    );
    return free ?? this.#startThread();
  }

  #startThread(): ScoringThreadHandle {
    const { entry, settings, methods, onThreadLost } = this.#options;
    const thread: ScoringThreadHandle = new ScoringThreadHandle({
      entry,
      settings,
      methods,
      onEnd: (cause) => {
        this.#threads.delete(thread);
        const index = this.#free.indexOf(thread);
        if (index >= 0) {
          this.#free.splice(index, 1);
        }
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
