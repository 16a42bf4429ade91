import { Worker } from "node:worker_threads";
import { UnavailableError } from "../../domain/errors.ts";
import { StorageOpenError } from "../storage-open-error.ts";
import { packOperations, unpackOutcomes } from "./pack-batch.ts";
import type { BatchResult, BatchRunner, StoreOperation } from "./store-operation.ts";
import type { FromStoreThread, StoreThreadOptions, ToStoreThread } from "./store-thread-messages.ts";

interface Expected<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: Error) => void;
}

/** Runs batches on the store thread, so that syncing a commit never stops the main thread. Batches that come while it is busy line up there and share its next commit. */
export class ThreadRunner implements BatchRunner {
  readonly #worker: Worker;
  /** Resolves with the thread's exit code. */
  readonly #exited: Promise<number>;
  #opening: Expected<ThreadRunner> | null;
  /** Those of the batches under way, in the order in which they were sent and will be answered. */
  #pending: Expected<BatchResult>[] = [];
  /** Why the thread is gone; null while it lives. */
  #death: Error | null = null;

  private constructor(worker: Worker, opening: Expected<ThreadRunner>) {
    this.#worker = worker;
    this.#opening = opening;
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
  static start(options: StoreThreadOptions): Promise<ThreadRunner> {
    const entry = import.meta.url.endsWith(".ts") ? "./store-thread-from-source.mjs" : "./store-thread.js";
    const worker = new Worker(new URL(entry, import.meta.url), { workerData: options, name: "store" });
    return new Promise((resolve, reject) => {
      new ThreadRunner(worker, { resolve, reject });
    });
  }

  /** Rejects with an `UnavailableError` where the thread is gone or goes meanwhile: whether the batch was committed is then unknown. */
  run(operations: readonly StoreOperation[]): Promise<BatchResult> {
    if (this.#death !== null) {
      return Promise.reject(unavailable(this.#death));
    }
    return new Promise((resolve, reject) => {
      try {
        this.#worker.postMessage({ run: packOperations(operations) } satisfies ToStoreThread);
        this.#pending.push({ resolve, reject });
      } catch (error) {
        // Something in it cannot be copied to another thread; it was not sent.
        reject(error as Error);
      }
    });
  }

  /** Resolves when the thread has let go of the file. Rejects where it failed while closing. */
  async close(): Promise<void> {
    const wasAlive = this.#death === null;
    if (wasAlive) {
      this.#worker.postMessage("close" satisfies ToStoreThread);
    }
    const exitCode = await this.#exited;
    if (wasAlive && exitCode !== 0 && this.#death !== null) {
      throw unavailable(this.#death);
    }
  }

  #receive(message: FromStoreThread): void {
    if (message === "opened") {
      this.#takeOpening()?.resolve(this);
    } else if ("refused" in message) {
      this.#takeOpening()?.reject(new StorageOpenError(message.refused));
    } else {
      for (const [index, outcomes] of message.committed.entries()) {
        this.#pending.shift()?.resolve({ outcomes: unpackOutcomes(outcomes), isJoined: index > 0 });
      }
    }
  }

  /** The thread lives but cannot be understood: what became of its batches is unknown, so it must not go on. */
  #abandon(cause: Error): void {
    this.#die(cause);
    void this.#worker.terminate();
  }

  #die(cause: Error): void {
    this.#death ??= cause;
    this.#takeOpening()?.reject(new StorageOpenError(`The store thread could not be started: ${cause.message}`, { cause }));
    for (const pending of this.#pending.splice(0)) {
      pending.reject(unavailable(this.#death));
    }
  }

  #takeOpening(): Expected<ThreadRunner> | null {
    const opening = this.#opening;
    this.#opening = null;
    return opening;
  }
}

function unavailable(cause: Error): UnavailableError {
  return new UnavailableError("storage_unavailable", "The database has failed and the server must be restarted.", { cause });
}
