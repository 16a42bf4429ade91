import { Worker } from "node:worker_threads";
import { assertInvariant } from "../domain/assert.ts";
import { RecordedError, toErrorRecord } from "../domain/error-record.ts";
import { FolkmootError, UnavailableError } from "../domain/errors.ts";
import type { Collection } from "../domain/scenarios/collection.ts";
import { type ScoringAnswer, type ScoringJob, type ScoringListener, ScoringStoppedError } from "../ports/scoring-threads.ts";
import type {
  CallReply,
  FromScoringThread,
  KnownAtStart,
  ScoringOutcome,
  ThreadStart,
  ToScoringThread,
} from "./thread-messages.ts";

/** What the main thread does for its scoring threads, by name: all that they may ask. */
export type ServedMethods = Readonly<Record<string, (...args: readonly never[]) => Promise<unknown>>>;

export interface ThreadOptions {
  /** The module that the thread runs. */
  readonly entry: URL;
  /** Plain data for it. */
  readonly settings: unknown;
  readonly methods: ServedMethods;
  /** Methods that may take long, such as asking people: a job that called one has nothing to do until the reply. */
  readonly awaitedMethods: ServedMethods;
  /** Told once when the thread has ended, with the reason where it was not asked to. */
  readonly onEnd: (cause: Error | null) => void;
}

/** What is told of a job while it is on its thread. */
export interface JobWatcher extends ScoringListener {
  /** The job waits for the main thread from now on; it will go on when that has replied. */
  onWait(): void;
  /** Everything that it waited for was replied. */
  onWake(): void;
}

/** A job that a thread was given. */
export interface GivenJob {
  /** Rejects as the job does, and with UnavailableError where the thread ends before it has answered. */
  readonly answer: Promise<ScoringAnswer>;
  /** Ends the job: at once where it waits, else before its next item. */
  stop(): void;
}

interface JobUnderWay {
  readonly jobNumber: number;
  readonly stopping: Int32Array<SharedArrayBuffer>;
  readonly watcher: JobWatcher;
  readonly resolve: (answer: ScoringAnswer) => void;
  readonly reject: (reason: Error) => void;
  /** Calls of the job that are not replied yet. */
  waitCount: number;
}

/** The main thread's side of one scoring thread, from its start to its end. It may have several jobs: one at most should compute, the others wait. */
export class ScoringThreadHandle {
  readonly #worker: Worker;
  readonly #options: ThreadOptions;
  readonly #jobs = new Map<number, JobUnderWay>();
  #jobCount = 0;
  #hasEnded = false;
  #isClosing = false;
  #provided: readonly Collection[] = [];

  constructor(options: ThreadOptions) {
    const start: ThreadStart<unknown> = { settings: options.settings };
    this.#options = options;
    this.#worker = new Worker(options.entry, { workerData: start, name: "scoring" });
    this.#worker.on("message", (message: FromScoringThread) => this.#receive(message));
    let cause: Error | null = null;
    this.#worker.on("error", (error) => {
      cause ??= error;
    });
    this.#worker.on("messageerror", (error) => {
      // It cannot be understood: whether it still does what it was told is unknown.
      cause ??= error;
      void this.close();
    });
    this.#worker.once("exit", () => {
      this.#hasEnded = true;
      for (const job of this.#jobs.values()) {
        job.reject(ended(cause));
      }
      this.#jobs.clear();
      options.onEnd(cause);
    });
  }

  /** Whether it may be given jobs: it has neither ended nor is it about to. */
  get isUsable(): boolean {
    return !this.#hasEnded && !this.#isClosing;
  }

  /** Jobs that it has, those that wait among them. */
  get jobsUnderWay(): number {
    return this.#jobs.size;
  }

  /** Jobs sent from now on see these. They are copied to the thread only where they are others than before. */
  provide(collections: readonly Collection[]): void {
    const isKnown =
      collections.length === this.#provided.length && collections.every((one, index) => one === this.#provided[index]);
    if (!isKnown) {
      this.#provided = collections;
      this.#send({ kind: "collections", collections });
    }
  }

  /** Gives it a job. @param known what holds now. */
  run(job: ScoringJob, known: KnownAtStart, watcher: JobWatcher): GivenJob {
    if (this.#hasEnded) {
      return { answer: Promise.reject(ended(null)), stop: () => undefined };
    }
    this.#jobCount += 1;
    const jobNumber = this.#jobCount;
    const stopping = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const answer = new Promise<ScoringAnswer>((resolve, reject) => {
      this.#jobs.set(jobNumber, { jobNumber, stopping: new Int32Array(stopping), watcher, resolve, reject, waitCount: 0 });
      this.#send({ kind: "job", handed: { jobNumber, job, known, stopping } }, [job.body]);
    });
    return { answer, stop: () => this.#stop(jobNumber) };
  }

  /** Ends the thread at once; the jobs that it has are refused. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#worker.terminate();
  }

  #stop(jobNumber: number): void {
    const job = this.#jobs.get(jobNumber);
    if (job === undefined) {
      return;
    }
    Atomics.store(job.stopping, 0, 1);
    if (job.waitCount > 0) {
      this.#jobs.delete(jobNumber);
      this.#send({ kind: "drop", jobNumber });
      job.reject(new ScoringStoppedError());
    }
  }

  #receive(message: FromScoringThread): void {
    if (message.kind === "call") {
      void this.#serve(message.callNumber, message.jobNumber, message.method, message.args);
      return;
    }
    const job = this.#jobs.get(message.jobNumber);
    if (message.kind === "begin") {
      job?.watcher.begin(message.head);
    } else if (message.kind === "lines") {
      job?.watcher.write(message.lines);
    } else {
      this.#jobs.delete(message.jobNumber);
      finish(job, message.outcome);
    }
  }

  async #serve(callNumber: number, jobNumber: number | null, method: string, args: readonly unknown[]): Promise<void> {
    const { methods, awaitedMethods } = this.#options;
    if (jobNumber === null) {
      this.#reply(callNumber, await replyOf(methods, method, args));
      return;
    }
    const job = this.#jobs.get(jobNumber);
    if (job === undefined) {
      // It was stopped on its way here: nobody is asked in vain.
      return;
    }
    job.waitCount += 1;
    if (job.waitCount === 1) {
      job.watcher.onWait();
    }
    const reply = await replyOf(awaitedMethods, method, args);
    job.waitCount -= 1;
    if (this.#jobs.has(jobNumber)) {
      this.#reply(callNumber, reply);
      if (job.waitCount === 0) {
        job.watcher.onWake();
      }
    }
  }

  #reply(callNumber: number, reply: CallReply): void {
    if (!this.#hasEnded) {
      this.#send({ kind: "reply", callNumber, reply });
    }
  }

  #send(message: ToScoringThread, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, [...transfer]);
  }
}

function finish(job: JobUnderWay | undefined, outcome: ScoringOutcome): void {
  if (outcome === "stopped") {
    job?.reject(new ScoringStoppedError());
  } else if ("answer" in outcome) {
    job?.resolve(outcome.answer);
  } else {
    job?.reject("refusal" in outcome ? new RecordedError(outcome.refusal) : outcome.failure);
  }
}

async function replyOf(methods: ServedMethods, method: string, args: readonly unknown[]): Promise<CallReply> {
  try {
    const served = Object.hasOwn(methods, method) ? methods[method] : undefined;
    assertInvariant(served !== undefined, `A scoring thread asked for ${method}, which is not served.`);
    return { value: await served(...(args as readonly never[])) };
  } catch (error) {
    return error instanceof FolkmootError ? { refusal: toErrorRecord(error) } : { failure: error as Error };
  }
}

function ended(cause: Error | null): UnavailableError {
  return new UnavailableError("overloaded", "The thread that scored this has ended. Send the request again.", { cause });
}
