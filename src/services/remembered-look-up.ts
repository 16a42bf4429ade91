import type { Clock } from "../ports/clock.ts";

/** What was found holds so long: a revoked key works at most this long after its revocation. */
const KEPT_MS = 1000;
/** What is asked for after this long is looked up anew, while what is known still answers. */
const FRESH_MS = 500;

interface Found<T> {
  readonly value: T;
  /** When it was asked for, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * Something that the store is asked for, remembered for a second. One question at a time is under way, however many wait for it: thousands of requests that come at
 * once would else ask as often. What is asked for all the time is looked up again before it is forgotten, so that nobody waits.
 */
export class RememberedLookUp<T> {
  readonly #clock: Clock;
  readonly #lookUp: (at: number) => Promise<T>;
  #found: Found<T> | null = null;
  #underWay: Promise<T> | null = null;

  /** @param lookUp is told the time, in milliseconds since 1970. */
  constructor(clock: Clock, lookUp: (at: number) => Promise<T>) {
    this.#clock = clock;
    this.#lookUp = lookUp;
  }

  /** What is known, or what is found. Rejects as the look-up does, where nothing is known that still holds. */
  read(): T | Promise<T> {
    const ageMs = this.#found === null ? Number.POSITIVE_INFINITY : this.#clock.now() - this.#found.at;
    // What was found at an hour that is still to come was found before the clock was set back: nobody knows how long ago.
    if (this.#found !== null && ageMs >= 0 && ageMs < KEPT_MS) {
      if (ageMs >= FRESH_MS && this.#underWay === null) {
        // Whoever finds nothing known asks again and is told why it failed.
        this.#ask().catch(() => undefined);
      }
      return this.#found.value;
    }
    return this.#underWay ?? this.#ask();
  }

  #ask(): Promise<T> {
    const at = this.#clock.now();
    const asked = this.#lookUp(at)
      .then((value) => {
        this.#found = { value, at };
        return value;
      })
      .finally(() => {
        this.#underWay = null;
      });
    this.#underWay = asked;
    return asked;
  }
}
