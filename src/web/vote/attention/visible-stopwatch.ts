/** Counts the time that a question was in view, in milliseconds, in as many stretches as it takes. */
export class VisibleStopwatch {
  readonly #now: () => number;
  #countedMs = 0;
  #since: number | null = null;

  /** @param now a clock that never goes back, in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Starts anew. @param countedMs what was counted before, in an earlier page. */
  reset(isRunning: boolean, countedMs = 0): void {
    this.#countedMs = countedMs;
    this.#since = isRunning ? this.#now() : null;
  }

  /** Goes on or pauses; told the same twice, it does nothing. */
  setRunning(isRunning: boolean): void {
    if (isRunning === (this.#since !== null)) {
      return;
    }
    this.#countedMs = this.read();
    this.#since = isRunning ? this.#now() : null;
  }

  /** Milliseconds so far, whole ones. */
  read(): number {
    return Math.round(this.#countedMs + (this.#since === null ? 0 : this.#now() - this.#since));
  }
}
