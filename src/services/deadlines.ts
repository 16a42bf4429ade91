import type { Clock } from "../ports/clock.ts";
import type { Timer } from "../ports/timer.ts";

/** Something to be done at an instant. */
export interface Deadline {
  /** It is not to be done: true where it was not yet. */
  takeBack(): boolean;
}

/** The same as its keeper sees it. Tens of thousands wait for days: one object each, and no closures but what is to be done. */
class PendingDeadline implements Deadline {
  /** By the stopwatch, as `from`. */
  readonly at: number;
  /** It could not be acted on before this. */
  readonly from: number;
  /** Counts up: what was added first goes first among equals. */
  readonly order: number;
  /** Null: taken back, or done. */
  run: (() => void) | null;
  readonly #onTakenBack: () => void;

  constructor(at: number, from: number, order: number, run: () => void, onTakenBack: () => void) {
    this.at = at;
    this.from = from;
    this.order = order;
    this.run = run;
    this.#onTakenBack = onTakenBack;
  }

  takeBack(): boolean {
    if (this.run === null) {
      return false;
    }
    this.run = null;
    this.#onTakenBack();
    return true;
  }
}

/** After so long a delay counts half; and the longest that counts. */
const DELAY_HALF_LIFE_MS = 1000;
const DELAY_MS_MAX = 100;
/** A clock shows whole milliseconds: one that differs by more from what has passed was set. */
const CLOCK_STEP_MS = 1;
/** Below this many, what was taken back may lie about. */
const SWEEP_FROM = 64;

/**
 * Any number of instants on one timer: each is acted on when the time has passed that the clock had left to it, never before, in the order of the instants, whether the clock is set meanwhile or not.
 * What is taken back is forgotten in passing, so that both cost little however many there are: most leases and waits end before their time.
 */
export class Deadlines {
  readonly #clock: Clock;
  readonly #timer: Timer;
  readonly #stopwatch: () => number;
  /** What the clock shows beyond the stopwatch: the same for all instants until the clock is set, so that they keep their order. */
  #clockLead: number;
  /** A binary heap, the earliest first. */
  #heap: PendingDeadline[] = [];
  #live = 0;
  #added = 0;
  #armedFor = Number.POSITIVE_INFINITY;
  #isActing = false;
  #delay = { ms: 0, at: 0 };
  #disarm: () => void = () => undefined;
  readonly #onTakenBack = () => this.#forgetOne();

  /** @param stopwatch milliseconds that have passed since some moment; no setting of the clock moves it. */
  constructor(clock: Clock, timer: Timer, stopwatch: () => number) {
    this.#clock = clock;
    this.#timer = timer;
    this.#stopwatch = stopwatch;
    this.#clockLead = clock.now() - stopwatch();
  }

  /** Instants that are still to come. */
  get size(): number {
    return this.#live;
  }

  /** How long after their time instants were acted on of late, in milliseconds: the longest delay, which fades within seconds. */
  get recentDelayMs(): number {
    return this.#delay.ms * 2 ** ((this.#delay.at - this.#stopwatch()) / DELAY_HALF_LIFE_MS);
  }

  /**
   * Runs `run` once at `at` (milliseconds since 1970) by the clock of this moment or later, never within this call. A fault that it throws goes to the timer; the others are
   * run all the same.
   */
  add(at: number, run: () => void): Deadline {
    this.#added += 1;
    const passed = this.#stopwatch();
    const due = at - this.#leadAt(passed);
    const deadline = new PendingDeadline(due, Math.max(due, passed), this.#added, run, this.#onTakenBack);
    this.#live += 1;
    this.#heap.push(deadline);
    this.#rise(this.#heap.length - 1);
    this.#arm();
    return deadline;
  }

  /**
   * Acts on what is due already, without waiting for the timer. For the beginning of work that may be one of hundreds in a row: the event loop reads every socket that is
   * ready before it looks at its timers again. What is run must not expect anything of the work that begins, nor the other way round. Faults go to the timer.
   */
  catchUp(): void {
    const first = this.#heap[0];
    if (first !== undefined && !this.#isActing && first.at <= this.#stopwatch()) {
      try {
        this.#wake();
      } catch (fault) {
        this.#timer.set(0, () => {
          throw fault;
        });
      }
    }
  }

  /** Forgets everything that was to come. */
  close(): void {
    for (const deadline of this.#heap) {
      deadline.run = null;
    }
    this.#heap = [];
    this.#live = 0;
    this.#disarm();
    this.#armedFor = Number.POSITIVE_INFINITY;
  }

  /** The clock's lead over the stopwatch, which shows `passed`. */
  #leadAt(passed: number): number {
    const lead = this.#clock.now() - passed;
    if (Math.abs(lead - this.#clockLead) >= CLOCK_STEP_MS) {
      this.#clockLead = lead;
    }
    return this.#clockLead;
  }

  /** One of them was taken back. */
  #forgetOne(): void {
    this.#live -= 1;
    if (this.#heap.length > SWEEP_FROM && this.#heap.length > 2 * this.#live) {
      this.#sweep();
    }
  }

  /** Keeps what is to come only. A sorted row is a heap. */
  #sweep(): void {
    this.#heap = this.#heap.filter(({ run }) => run !== null).sort((one, other) => (isBefore(one, other) ? -1 : 1));
  }

  /** Sets the timer for the earliest instant, unless it goes off by then anyway. */
  #arm(): void {
    const first = this.#heap[0];
    if (first !== undefined && first.at < this.#armedFor) {
      this.#disarm();
      this.#armedFor = first.at;
      this.#disarm = this.#timer.set(Math.max(0, first.at - this.#stopwatch()), () => this.#wake());
    }
  }

  #wake(): void {
    this.#armedFor = Number.POSITIVE_INFINITY;
    const now = this.#stopwatch();
    // What is added meanwhile waits for the next turn of the event loop: no chain of instants can hold it up.
    const upTo = this.#added;
    this.#isActing = true;
    try {
      for (let run = this.#takeDue(now, upTo); run !== null; run = this.#takeDue(now, upTo)) {
        run();
      }
    } finally {
      this.#isActing = false;
      // A timer may be early: what is not due waits again.
      this.#arm();
    }
  }

  /** The next thing to do of those that are due and were added by then; null: none is left. */
  #takeDue(now: number, upTo: number): (() => void) | null {
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      const { run } = first;
      if (run !== null && (first.at > now || first.order > upTo)) {
        return null;
      }
      this.#removeFirst();
      if (run !== null) {
        this.#noteDelay(now - first.from, now);
        first.run = null;
        this.#live -= 1;
        return run;
      }
    }
    return null;
  }

  #noteDelay(ms: number, at: number): void {
    if (ms > this.recentDelayMs) {
      this.#delay = { ms: Math.min(DELAY_MS_MAX, ms), at };
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink();
    }
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBefore(at, parent)) {
        return;
      }
      at = parent;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const least = this.#earlierOf(left, left + 1);
      if (!this.#swapIfBefore(least, at)) {
        return;
      }
      at = least;
    }
  }

  /** The place of the earlier of two neighbours; the first where the second is not there. */
  #earlierOf(one: number, other: number): number {
    const first = this.#heap[one];
    const second = this.#heap[other];
    return first !== undefined && second !== undefined && isBefore(second, first) ? other : one;
  }

  /** Exchanges the two where the lower one is due before the upper one. */
  #swapIfBefore(lower: number, upper: number): boolean {
    const below = this.#heap[lower];
    const above = this.#heap[upper];
    if (below === undefined || above === undefined || !isBefore(below, above)) {
      return false;
    }
    this.#heap[lower] = above;
    this.#heap[upper] = below;
    return true;
  }
}

function isBefore(one: PendingDeadline, other: PendingDeadline): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
