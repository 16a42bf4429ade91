import type { Clock } from "../../src/ports/clock.ts";
import type { Timer } from "../../src/ports/timer.ts";

/** A clock that stands still until it is moved, and the timer that goes by it. */
export interface ManualTime {
  readonly clock: Clock;
  readonly timer: Timer;
  /** Moves the clock on, stopping at every wake on the way. */
  advance(ms: number): void;
  /** Moves the clock without waking anybody: a machine that slept, or a clock that was set. */
  jump(ms: number): void;
  /** Sets the clock forward, or back, while no time passes: the stopwatch and the timer do not notice. */
  setClock(byMs: number): void;
  /** Milliseconds that have passed, however the clock was set. */
  readonly stopwatch: () => number;
  /** Timers that are set. */
  readonly pending: number;
}

/** Time that only the test moves. */
export function createManualTime(start = 1_000_000): ManualTime {
  let now = start;
  let clockLead = 0;
  let wakes: { readonly at: number; readonly wake: () => void }[] = [];
  const takeNext = (until: number) => {
    let next: (typeof wakes)[number] | undefined;
    for (const candidate of wakes) {
      if (candidate.at <= until && (next === undefined || candidate.at < next.at)) {
        next = candidate;
      }
    }
    wakes = wakes.filter((candidate) => candidate !== next);
    return next;
  };
  return {
    clock: { now: () => now + clockLead },
    stopwatch: () => now,
    timer: {
      set: (delayMs, wake) => {
        const entry = { at: now + delayMs, wake };
        wakes.push(entry);
        return () => {
          wakes = wakes.filter((candidate) => candidate !== entry);
        };
      },
    },
    advance: (ms) => {
      const until = now + ms;
      for (let next = takeNext(until); next !== undefined; next = takeNext(until)) {
        now = Math.max(now, next.at);
        next.wake();
      }
      now = until;
    },
    jump: (ms) => {
      now += ms;
    },
    setClock: (byMs) => {
      clockLead += byMs;
    },
    get pending() {
      return wakes.length;
    },
  };
}
