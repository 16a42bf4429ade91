import { Worker } from "node:worker_threads";
import { assertInvariant } from "../../domain/assert.ts";
import { UnavailableError } from "../../domain/errors.ts";
import { StorageOpenError } from "../storage-open-error.ts";
import type { StoreEngineOptions } from "./store-engine.ts";
import type { BatchRunner, StoreOperation, StoreOutcome } from "./store-operation.ts";
import type { FromStoreThread, ToStoreThread } from "./store-thread-messages.ts";

interface PendingBatch {
  readonly resolve: (outcomes: readonly StoreOutcome[]) => void;
  readonly reject: (reason: Error) => void;
}

/** Runs batches on the store thread, so that syncing a commit never stops the main thread. One batch at a time. */
export class ThreadRunner implements BatchRunner {
  readonly #worker: Worker;
  /** Resolves with the thread's exit code. */
  readonly #exited: Promise<number>;
  #pending: PendingBatch | null = null;
  /** Why the thread is gone; null while it lives. */
  #death: Error | null = null;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.#exited = new Promise((resolve) => {
      worker.once("exit", (exitCode) => {
        this.#die(new Error("The store thread has ended."));
        resolve(exitCode);
      });
    });
    worker.on("error", (error) => this.#die(error));
    worker.on("messageerror", (error) => this.#abandon(error));
    worker.on("message", (message: FromStoreThread) => this.#receive(message));
  }

  /** Starts the thread and waits until it has opened the database. Rejects with a `StorageOpenError` where it cannot. */
  static start(options: StoreEngineOptions): Promise<ThreadRunner> {
    const entry = import.meta.url.endsWith(".ts") ? "./store-thread-from-source.mjs" : "./store-thread.js";
    const worker = new Worker(new URL(entry, import.meta.url), { workerData: options, name: "store" });
    return new Promise((resolve, reject) => {
      const fail = (cause: Error) =>
        reject(new StorageOpenError(`The store thread could not be started: ${cause.message}`, { cause }));
      worker.once("error", fail);
      worker.once("exit", () => fail(new Error("The store thread has ended.")));
      worker.once("message", (message: FromStoreThread) => {
        worker.removeAllListeners();
        if (typeof message === "object" && "refused" in message) {
          reject(new StorageOpenError(message.refused));
        } else {
          resolve(new ThreadRunner(worker));
        }
      });
    });
  }

  /** Rejects with an `UnavailableError` where the thread is gone or goes meanwhile: whether the batch was committed is then unknown. */
  run(operations: readonly StoreOperation[]): Promise<readonly StoreOutcome[]> {
    assertInvariant(this.#pending === null, "The store thread was given a batch while it had another.");
    if (this.#death !== null) {
      return Promise.reject(unavailable(this.#death));
    }
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#send({ run: operations });
    });
  }

  /** Resolves when the thread has let go of the file. Rejects where it failed while closing. */
  async close(): Promise<void> {
    const wasAlive = this.#death === null;
    if (wasAlive) {
      this.#send("close");
    }
    const exitCode = await this.#exited;
    if (wasAlive && exitCode !== 0 && this.#death !== null) {
      throw unavailable(this.#death);
    }
  }

  #send(message: ToStoreThread): void {
    try {
      this.#worker.postMessage(message);
    } catch (error) {
      this.#settle((pending) => pending.reject(error as Error));
    }
  }

  #receive(message: FromStoreThread): void {
    if (typeof message === "object" && "outcomes" in message) {
      this.#settle((pending) => pending.resolve(message.outcomes));
    } else {
      this.#abandon(new Error("The store thread sent something else than outcomes."));
    }
  }

  /** The thread lives but cannot be understood: what it did to the batch is unknown, so it must not go on. */
  #abandon(cause: Error): void {
    this.#die(cause);
    void this.#worker.terminate();
  }

  #die(cause: Error): void {
    this.#death ??= cause;
    const death = this.#death;
    this.#settle((pending) => pending.reject(unavailable(death)));
  }

  #settle(how: (pending: PendingBatch) => void): void {
    const pending = this.#pending;
    this.#pending = null;
    if (pending !== null) {
      how(pending);
    }
  }
}

function unavailable(cause: Error): UnavailableError {
  return new UnavailableError("storage_unavailable", "The database has failed and the server must be restarted.", { cause });
}
