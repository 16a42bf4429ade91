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
 * Gathers operations into batches without any timer. A lone operation goes at once. Under load what has gathered follows the batches under way as soon as it is enough to be worth a message, or when
 * nothing is under way any more; the runner joins what has lined up to one commit. So neither thread waits for the other: the main one was idle for a fifth of the time when a
 * batch had to wait until the one before it was answered.
 */
export class GroupCommitter {
  readonly #runner: BatchRunner;
  readonly #limits: StorageLimits;
  #waiting: WaitingOperation[] = [];
  #batchesUnderWay = 0;
  #operationsUnderWay = 0;
  #isStarting = false;
  #closing: Promise<void> | null = null;
  #whenIdle: (() => void) | null = null;
  #commits = 0;
  #operations = 0;
  /** Whether the commit that the last batch belonged to has been counted. */
  #hasCommitted = false;

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
    const behind = this.#waiting.length + this.#operationsUnderWay;
    if (behind >= this.#limits.waitingOperationsMax) {
      const message = `The database is ${behind} operations behind. Try again in a moment.`;
      return Promise.reject(new UnavailableError("overloaded", message));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ operation, resolve, reject });
      if (this.#batchesUnderWay > 0) {
        this.#send();
      } else if (!this.#isStarting) {
        this.#isStarting = true;
        // One microtask of patience: what the same piece of code submits at once shares a commit.
        void Promise.resolve().then(() => {
          this.#isStarting = false;
          this.#send();
        });
      }
    });
  }

  /** Finishes what was submitted before, then closes the runner. */
  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<void> {
    if (this.#waiting.length > 0 || this.#batchesUnderWay > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve;
      });
    }
    await this.#runner.close();
  }

  /** Sends what may go now. */
  #send(): void {
    const enough = this.#limits.operationsSentAhead ?? Number.POSITIVE_INFINITY;
    while (this.#waiting.length > 0 && (this.#batchesUnderWay === 0 || this.#waiting.length >= enough)) {
      void this.#runBatch(this.#waiting.splice(0, this.#limits.operationsPerBatchMax));
    }
  }

  async #runBatch(batch: readonly WaitingOperation[]): Promise<void> {
    this.#batchesUnderWay += 1;
    this.#operationsUnderWay += batch.length;
    try {
      const { outcomes, isJoined } = await this.#runner.run(batch.map((waiting) => waiting.operation));
      assertInvariant(outcomes.length === batch.length, `${batch.length} operations had ${outcomes.length} outcomes.`);
      this.#count(batch, outcomes, isJoined);
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
    this.#batchesUnderWay -= 1;
    this.#operationsUnderWay -= batch.length;
    this.#send();
    if (this.#batchesUnderWay === 0) {
      this.#whenIdle?.();
    }
  }

  #count(batch: readonly WaitingOperation[], outcomes: readonly StoreOutcome[], isJoined: boolean): void {
    const written = batch.filter(({ operation }, index) => operation[0] === "write" && "value" in (outcomes[index] ?? {})).length;
    this.#hasCommitted &&= isJoined;
    if (written > 0) {
      this.#commits += this.#hasCommitted ? 0 : 1;
      this.#hasCommitted = true;
      this.#operations += written;
    }
  }
}
