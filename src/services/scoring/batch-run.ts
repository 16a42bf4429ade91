import type { Clock } from "../../ports/clock.ts";
import type { BatchHooks } from "./batch-hooks.ts";

/** Long enough that small batches are done in one go: each that is begun and not done holds its items in memory. */
const WORK_BETWEEN_PAUSES_MS = 4;

/** A batch from its first item to its last result, with what hangs on to it. */
export class BatchRun<Result> {
  /** In the order of the items. */
  readonly results: Result[] = [];
  readonly #clock: Clock;
  readonly #hooks: BatchHooks<Result>;
  readonly #waiting: Promise<void>[] = [];
  #resumedAt: number;

  constructor(clock: Clock, hooks: BatchHooks<Result>) {
    this.#clock = clock;
    this.#hooks = hooks;
    this.#resumedAt = clock.now();
  }

  /** To be called before every item: gives a pause to be awaited where it is time for one, else null. Throws the signal's reason where nobody waits any more. */
  beforeItem(): Promise<void> | null {
    const { pause, signal } = this.#hooks;
    signal?.throwIfAborted();
    return pause && this.#clock.now() - this.#resumedAt >= WORK_BETWEEN_PAUSES_MS ? pause().then(() => this.#resume()) : null;
  }

  /** Nothing can change the result any more. */
  settle(index: number, result: Result): void {
    this.results[index] = result;
    this.#hooks.onResult?.(result, index);
  }

  /** Something of the batch that is waited for while it goes on. */
  waitFor(settling: Promise<void>): void {
    const waiting = settling.then(() => this.#hooks.onWait?.());
    // Told of at the end, with the first of them; nobody listens where the batch ends before.
    waiting.catch(() => undefined);
    this.#waiting.push(waiting);
  }

  /** All items are under way: resolves when nothing is waited for any more. Rejects as what was waited for, and with the signal's reason. */
  async waitForAll(): Promise<void> {
    if (this.#waiting.length > 0) {
      this.#hooks.onWait?.();
      await Promise.all(this.#waiting);
      this.#hooks.signal?.throwIfAborted();
    }
  }

  #resume(): void {
    this.#resumedAt = this.#clock.now();
    this.#hooks.signal?.throwIfAborted();
  }
}
