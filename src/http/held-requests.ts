import { RateLimitedError } from "../domain/errors.ts";

const RETRY_AFTER_SECONDS = 30;

/** How many requests of each session are held open, waiting for something to tell: each keeps a connection from everybody else. */
export class HeldRequests {
  readonly #perSessionMax: number;
  /** What they are, for those who have too many: `lines`. */
  readonly #things: string;
  readonly #counts = new Map<string, number>();

  constructor(perSessionMax: number, things: string) {
    this.#perSessionMax = perSessionMax;
    this.#things = things;
  }

  /** Counts one more, until the returned function is called. Throws RateLimitedError where the session has as many as it may have. */
  hold(session: string): () => void {
    const count = this.#counts.get(session) ?? 0;
    if (count >= this.#perSessionMax) {
      throw new RateLimitedError(
        `This session has ${count} ${this.#things} open, as many as it may have. Close one first.`,
        RETRY_AFTER_SECONDS,
      );
    }
    this.#counts.set(session, count + 1);
    return () => this.#release(session);
  }

  #release(session: string): void {
    const count = (this.#counts.get(session) ?? 1) - 1;
    if (count === 0) {
      this.#counts.delete(session);
    } else {
      this.#counts.set(session, count);
    }
  }
}
