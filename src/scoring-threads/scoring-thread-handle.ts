import { Worker } from "node:worker_threads";
import { assertInvariant } from "../domain/assert.ts";
import { RecordedError, toErrorRecord } from "../domain/error-record.ts";
import { FolkmootError, UnavailableError } from "../domain/errors.ts";
import type { Collection } from "../domain/scenarios/collection.ts";
import { type ScoringAnswer, type ScoringJob, type ScoringListener, ScoringStoppedError } from "../ports/scoring-threads.ts";
import type { CallReply, FromScoringThread, ScoringOutcome, ThreadStart, ToScoringThread } from "./thread-messages.ts";

/** What the main thread does for its scoring threads, by name: all that they may ask. */
export type ServedMethods = Readonly<Record<string, (...args: readonly never[]) => Promise<unknown>>>;

export interface ThreadOptions {
  /** The module that the thread runs. */
  readonly entry: URL;
  /** Plain data for it. */
  readonly settings: unknown;
  readonly methods: ServedMethods;
  /** Told once when the thread has ended, with the reason where it was not asked to. */
  readonly onEnd: (cause: Error | null) => void;
}

interface RunningJob {
  readonly jobNumber: number;
  readonly listener: Omit<ScoringListener, "isStopped">;
  readonly resolve: (answer: ScoringAnswer) => void;
  readonly reject: (reason: Error) => void;
}

/** The main thread's side of one scoring thread, from its start to its end. One job at a time. */
export class ScoringThreadHandle {
  readonly #worker: Worker;
  readonly #methods: ServedMethods;
  readonly #stopping = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  #jobCount = 0;
  #running: RunningJob | null = null;
  #hasEnded = false;
  #provided: readonly Collection[] = [];

  constructor(options: ThreadOptions) {
    const start: ThreadStart<unknown> = { settings: options.settings, stopping: this.#stopping.buffer };
    this.#methods = options.methods;
    this.#worker = new Worker(options.entry, { workerData: start, name: "scoring" });
    this.#worker.on("message", (message: FromScoringThread) => this.#receive(message));
    let cause: Error | null = null;
    this.#worker.on("error", (error) => {
      cause ??= error;
    });
    this.#worker.on("messageerror", (error) => {
      // It cannot be understood: whether it still does what it was told is unknown.
      cause ??= error;
      void this.#worker.terminate();
    });
    this.#worker.once("exit", () => {
      this.#hasEnded = true;
      this.#takeRunning()?.reject(ended(cause));
      options.onEnd(cause);
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
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

  /** Rejects as the job does, and with UnavailableError where the thread ends before it has answered. */
  run(job: ScoringJob, listener: RunningJob["listener"]): Promise<ScoringAnswer> {
    assertInvariant(this.#running === null, "A scoring thread was given a job while it had another.");
    if (this.#hasEnded) {
      return Promise.reject(ended(null));
    }
    this.#jobCount += 1;
    const jobNumber = this.#jobCount;
    return new Promise((resolve, reject) => {
      this.#running = { jobNumber, listener, resolve, reject };
      this.#send({ kind: "job", jobNumber, job }, [job.body]);
    });
  }

  /** Has the running job end before its next item. */
  stopRunning(): void {
    if (this.#running !== null) {
      Atomics.store(this.#stopping, 0, this.#running.jobNumber);
    }
  }

  /** Ends the thread at once; a job that runs is refused. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #receive(message: FromScoringThread): void {
    if (message.kind === "call") {
      void this.#serve(message.callNumber, message.method, message.args);
    } else if (this.#running?.jobNumber === message.jobNumber) {
      if (message.kind === "begin") {
        this.#running.listener.begin(message.head);
      } else if (message.kind === "lines") {
        this.#running.listener.write(message.lines);
      } else {
        this.#finish(message.outcome);
      }
    }
  }

  #finish(outcome: ScoringOutcome): void {
    const job = this.#takeRunning();
    if (outcome === "stopped") {
      job?.reject(new ScoringStoppedError());
    } else if ("answer" in outcome) {
      job?.resolve(outcome.answer);
    } else {
      job?.reject("refusal" in outcome ? new RecordedError(outcome.refusal) : outcome.failure);
    }
  }

  async #serve(callNumber: number, method: string, args: readonly unknown[]): Promise<void> {
    const reply = await this.#replyOf(method, args);
    if (!this.#hasEnded) {
      this.#send({ kind: "reply", callNumber, reply });
    }
  }

  async #replyOf(method: string, args: readonly unknown[]): Promise<CallReply> {
    try {
      const served = Object.hasOwn(this.#methods, method) ? this.#methods[method] : undefined;
      assertInvariant(served !== undefined, `A scoring thread asked for ${method}, which is not served.`);
      return { value: await served(...(args as readonly never[])) };
    } catch (error) {
      return error instanceof FolkmootError ? { refusal: toErrorRecord(error) } : { failure: error as Error };
    }
  }

  #takeRunning(): RunningJob | null {
    const job = this.#running;
    this.#running = null;
    return job;
  }

  #send(message: ToScoringThread, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, [...transfer]);
  }
}

function ended(cause: Error | null): UnavailableError {
  return new UnavailableError("overloaded", "The thread that scored this has ended. Send the request again.", { cause });
}
