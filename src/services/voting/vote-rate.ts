const SECONDS = 60;

/** Votes of the last minute, by the second. */
export class VoteRate {
  readonly #counts = new Array<number>(SECONDS).fill(0);
  #second = 0;

  /** @param now milliseconds since 1970 */
  add(now: number): void {
    this.#moveTo(Math.floor(now / 1000));
    this.#counts[this.#second % SECONDS] = (this.#counts[this.#second % SECONDS] ?? 0) + 1;
  }

  /** How many there were in the sixty seconds up to `now`, the one that has begun included. */
  perMinute(now: number): number {
    this.#moveTo(Math.floor(now / 1000));
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** Empties the seconds that have passed without a vote. A clock that goes back counts on in the present second. */
  #moveTo(second: number): void {
    for (let passed = Math.max(this.#second + 1, second - SECONDS + 1); passed <= second; passed += 1) {
      this.#counts[passed % SECONDS] = 0;
    }
    this.#second = Math.max(this.#second, second);
  }
}
