import { assertInvariant } from "../../domain/assert.ts";
import { UnavailableError } from "../../domain/errors.ts";
import type { StorageLimits } from "../storage-limits.ts";
import { toStorageError } from "./sqlite-failure.ts";
import type { BatchRunner, StoreOperation, StoreOutcome } from "./store-operation.ts";

interface WaitingOperation {
  readonly operation: StoreOperation;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Gathers operations into batches without any timer: one batch is under way at most, and what arrives meanwhile forms the next.
 * A lone operation goes at once; under load a commit carries as many as came in while the last one was syncing.
 */
export class GroupCommitter {
  readonly #runner: BatchRunner;
  readonly #limits: StorageLimits;
  #waiting: WaitingOperation[] = [];
  #draining: Promise<void> | null = null;
  #closing: Promise<void> | null = null;
  #commits = 0;
  #operations = 0;

  constructor(runner: BatchRunner, limits: StorageLimits) {
    this.#runner = runner;
    this.#limits = limits;
  }

  /** Commits that kept something, and the writes they kept. */
  get counts(): { readonly commits: number; readonly operations: number } {
    return { commits: this.#commits, operations: this.#operations };
  }

  /** Resolves with the operation's result when it is durable. Rejects with an `UnavailableError` at once when too many wait. */
  submit(operation: StoreOperation): Promise<unknown> {
    if (this.#closing !== null) {
      return Promise.reject(new UnavailableError("storage_unavailable", "The database has been closed."));
    }
    if (this.#waiting.length >= this.#limits.waitingOperationsMax) {
      const message = `The database is ${this.#waiting.length} operations behind. Try again in a moment.`;
      return Promise.reject(new UnavailableError("overloaded", message));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ operation, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Finishes what was submitted before, then closes the runner. */
  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<void> {
    await this.#draining;
    await this.#runner.close();
  }

  async #drain(): Promise<void> {
    // One microtask of patience: what the same piece of code submits at once shares a commit.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      await this.#runBatch(this.#waiting.splice(0, this.#limits.operationsPerBatchMax));
    }
    this.#draining = null;
  }

  async #runBatch(batch: readonly WaitingOperation[]): Promise<void> {
    try {
      const outcomes = await this.#runner.run(batch.map((waiting) => waiting.operation));
      assertInvariant(outcomes.length === batch.length, `${batch.length} operations had ${outcomes.length} outcomes.`);
      this.#count(batch, outcomes);
      for (const [index, outcome] of outcomes.entries()) {
        const waiting = batch[index];
        if ("failure" in outcome) {
          waiting?.reject(toStorageError(outcome.failure));
        } else {
          waiting?.resolve(outcome.value);
        }
      }
    } catch (error) {
      for (const waiting of batch) {
        waiting.reject(error as Error);
      }
    }
  }

  #count(batch: readonly WaitingOperation[], outcomes: readonly StoreOutcome[]): void {
    const written = batch.filter(({ operation }, index) => operation[0] === "write" && "value" in (outcomes[index] ?? {})).length;
    if (written > 0) {
      this.#commits += 1;
      this.#operations += written;
    }
  }
}
