/** Counts the time that a question was in view, in milliseconds, in as many stretches as it takes. */
export class VisibleStopwatch {
  readonly #now: () => number;
  #countedMs = 0;
  #since: number | null = null;

  /** @param now a clock that never goes back, in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Starts from nothing. */
  reset(isRunning: boolean): void {
    this.#countedMs = 0;
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
