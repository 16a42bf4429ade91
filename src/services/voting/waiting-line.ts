import type { Annotator } from "./annotator.ts";

/** An annotator who waits for a question. */
interface Waiter {
  readonly annotator: Annotator;
  readonly listener: () => void;
  wokenAt: number;
}

/** The annotators of each tenant who wait for a question, whoever was told longest ago first. */
export class WaitingLine {
  readonly #lines = new Map<string, Set<Waiter>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The returned function ends the waiting. */
  join(annotator: Annotator, listener: () => void): () => void {
    const line = this.#lines.get(annotator.tenantId) ?? new Set();
    this.#lines.set(annotator.tenantId, line);
    const waiter: Waiter = { annotator, listener, wokenAt: Number.NEGATIVE_INFINITY };
    line.add(waiter);
    this.#size += 1;
    return () => {
      if (line.delete(waiter)) {
        this.#size -= 1;
      }
      if (line.size === 0 && this.#lines.get(annotator.tenantId) === line) {
        this.#lines.delete(annotator.tenantId);
      }
    };
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
      if (waiter.wokenAt < toldSince && mayTake(waiter.annotator)) {
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
}
