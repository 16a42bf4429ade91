import type { Annotator } from "./annotator.ts";

/** An annotator who waits for a question. */
interface Waiter {
  readonly annotator: Annotator;
  readonly listener: () => void;
  wokenAt: number;
}

/**
 * The annotators of each tenant who wait for a question, whoever was told or busy longest ago first. Those who turn out to be busy step aside until they are free: a pool
 * at work is not looked through for every question.
 */
export class WaitingLine {
  readonly #lines = new Map<string, Set<Waiter>>();
  /** By annotator. */
  readonly #aside = new Map<string, Set<Waiter>>();
  readonly #isBusy: (annotatorId: string) => boolean;
  #size = 0;

  /** @param isBusy whoever is so is not told; `release` is called when they are so no more. */
  constructor(isBusy: (annotatorId: string) => boolean) {
    this.#isBusy = isBusy;
  }

  /** Those in line; who stepped aside is not. */
  get size(): number {
    return this.#size;
  }

  /** The returned function ends the waiting. */
  join(annotator: Annotator, listener: () => void): () => void {
    const waiter: Waiter = { annotator, listener, wokenAt: Number.NEGATIVE_INFINITY };
    this.#enter(waiter);
    return () => {
      this.#leave(waiter);
      this.#forgetAside(waiter);
    };
  }

  /** The annotator is busy no more. */
  release(annotatorId: string): void {
    const waiters = this.#aside.get(annotatorId);
    if (waiters !== undefined) {
      this.#aside.delete(annotatorId);
      for (const waiter of waiters) {
        this.#enter(waiter);
      }
    }
  }

  /** Whether anybody is in line who is not busy and was not told at `toldSince` or later; those before them who are busy step aside. */
  hasFree(toldSince: number): boolean {
    for (const line of this.#lines.values()) {
      for (const waiter of line) {
        if (this.#isBusy(waiter.annotator.annotatorId)) {
          this.#stepAside(waiter);
        } else if (waiter.wokenAt < toldSince) {
          return true;
        }
      }
    }
    return false;
  }

  /** Tells up to that many of those who may take it, and who were not told at `toldSince` or later; they go to the end of the line. */
  wake(tenantId: string, count: number, now: number, toldSince: number, mayTake: (annotator: Annotator) => boolean): void {
    const line = this.#lines.get(tenantId);
    if (line === undefined) {
      return;
    }
    const woken: Waiter[] = [];
    for (const waiter of line) {
      if (woken.length >= count) {
        break;
      }
      if (this.#isBusy(waiter.annotator.annotatorId)) {
        this.#stepAside(waiter);
      } else if (waiter.wokenAt < toldSince && mayTake(waiter.annotator)) {
        woken.push(waiter);
      }
    }
    for (const waiter of woken) {
      // Another's listener may have ended this one's waiting.
      if (line.delete(waiter)) {
        line.add(waiter);
        waiter.wokenAt = now;
        waiter.listener();
      }
    }
  }

  #enter(waiter: Waiter): void {
    const { tenantId } = waiter.annotator;
    const line = this.#lines.get(tenantId) ?? new Set();
    this.#lines.set(tenantId, line.add(waiter));
    this.#size += 1;
  }

  #leave(waiter: Waiter): void {
    const { tenantId } = waiter.annotator;
    const line = this.#lines.get(tenantId);
    if (line?.delete(waiter)) {
      this.#size -= 1;
      if (line.size === 0) {
        this.#lines.delete(tenantId);
      }
    }
  }

  #stepAside(waiter: Waiter): void {
    const { annotatorId } = waiter.annotator;
    this.#leave(waiter);
    this.#aside.set(annotatorId, (this.#aside.get(annotatorId) ?? new Set()).add(waiter));
  }

  #forgetAside(waiter: Waiter): void {
    const { annotatorId } = waiter.annotator;
    const waiters = this.#aside.get(annotatorId);
    if (waiters?.delete(waiter) && waiters.size === 0) {
      this.#aside.delete(annotatorId);
    }
  }
}
