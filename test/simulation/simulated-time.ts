import type { Clock } from "../../src/ports/clock.ts";
import type { Timer } from "../../src/ports/timer.ts";

interface Wake {
  readonly at: number;
  readonly wake: () => void;
}

/** Longer than any chain of promises that goes on without time or the store. */
const TICKS = 50;

/** Lets everything happen that needs neither time nor the store. */
export async function settleDown(): Promise<void> {
  for (let tick = 0; tick < TICKS; tick += 1) {
    await undefined;
  }
}

/** A clock that only the schedule moves, and timers that go by it: each goes off at its very millisecond, and what follows from it happens before the next one. */
export class SimulatedTime {
  #now: number;
  #wakes: readonly Wake[] = [];
  readonly clock: Clock = { now: () => this.#now };
  readonly timer: Timer = {
    set: (delayMs, wake) => {
      const entry = { at: this.#now + delayMs, wake };
      this.#wakes = [...this.#wakes, entry];
      return () => {
        this.#wakes = this.#wakes.filter((other) => other !== entry);
      };
    },
  };

  constructor(start: number) {
    this.#now = start;
  }

  /** Forgets all timers: the process that set them is dead. */
  forgetTimers(): void {
    this.#wakes = [];
  }

  /** Moves the clock on, stopping at every timer on the way. @param afterWake is awaited after each of them and at the end. */
  async advance(ms: number, afterWake: () => Promise<void>): Promise<void> {
    const until = this.#now + ms;
    for (let next = this.#takeNext(until); next !== null; next = this.#takeNext(until)) {
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await afterWake();
    }
    this.#now = until;
    await afterWake();
  }

  #takeNext(until: number): Wake | null {
    let next: Wake | null = null;
    for (const candidate of this.#wakes) {
      if (candidate.at <= until && (next === null || candidate.at < next.at)) {
        next = candidate;
      }
    }
    this.#wakes = this.#wakes.filter((candidate) => candidate !== next);
    return next;
  }
}
