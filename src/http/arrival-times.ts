import type { Clock } from "../ports/clock.ts";
import type { Timer } from "../ports/timer.ts";

/** How often the loop is looked at, and for how many times after the last request. */
const LOOK_EVERY_MS = 25;
const LOOKS = 40;
/** No request is supposed to have come earlier than this before the loop was woken for it: behind a longer stall there are many that came at its end. */
const WAITED_MS_MAX = 150;

/** What is asked of the event loop: Node's `setImmediate` and `performance.nodeTiming.idleTime`. */
export interface EventLoop {
  /** Milliseconds that the loop has waited for something to do, since the start. */
  idleMs(): number;
  /** Calls back once all is done that the loop was woken for this time. */
  atEndOfRound(callback: () => void): void;
}

/** What the door asks. */
export type Arrivals = Pick<ArrivalTimes, "connected" | "arrivedAt">;

/** One round of the loop, from its look for what is ready to the end of what it found. */
interface Round {
  /** It did not look before this. */
  readonly lookedAt: number;
  /** What it found was not there before this. */
  readonly arrivedAt: number;
  /** Nothing was left to be done at this moment, not even a connection to be accepted. */
  readonly restedAt: number;
}

/**
 * When requests came, at the earliest. A budget begins when its request comes, but a busy loop reads it later: it was woken for hundreds of sockets at once, and this one was the
 * last, or became ready while the loop worked on the others. Such a request cannot have come before the loop last looked without finding it, and time that the loop waited lies
 * before that look. So an answer is early by the time of a round at most, instead of late by it.
 */
export class ArrivalTimes {
  readonly #clock: Clock;
  readonly #timer: Timer;
  readonly #loop: EventLoop;
  #current: Round | null = null;
  /** The last round that was followed, when it was over, and how long the loop had waited by then; null: too long ago to say anything. */
  #last: { readonly round: Round; readonly endedAt: number; readonly idleMs: number } | null = null;
  #looksLeft = 0;
  /** Connections that may have brought their first request with them. */
  readonly #accepted = new WeakMap<object, { readonly at: number; readonly idleMs: number }>();

  constructor(clock: Clock, timer: Timer, loop: EventLoop) {
    this.#clock = clock;
    this.#timer = timer;
    this.#loop = loop;
  }

  /** A connection was accepted. The loop accepts one in a round, so it may have stood in line since the loop last waited; only now is it looked at for requests. */
  connected(connection: object): void {
    this.#accepted.set(connection, { at: this.#now().restedAt, idleMs: this.#loop.idleMs() });
  }

  /** The earliest moment at which a request that is read now can have come, in milliseconds of the clock. @param connection over which; undefined: not known. */
  arrivedAt(connection: object | undefined): number {
    const { arrivedAt } = this.#now();
    const accepted = connection && this.#accepted.get(connection);
    if (connection === undefined || accepted === undefined) {
      return arrivedAt;
    }
    this.#accepted.delete(connection);
    // A loop that has waited since looked at the connection, and there was no request.
    return accepted.idleMs === this.#loop.idleMs() ? Math.min(arrivedAt, this.#within(accepted.at)) : arrivedAt;
  }

  #now(): Round {
    if (this.#looksLeft === 0) {
      this.#lookAgain();
    }
    this.#looksLeft = LOOKS;
    return this.#follow();
  }

  /** Without a look now and then, all that the loop did since the last request would count as if it had kept this one waiting. */
  #lookAgain(): void {
    this.#timer.set(LOOK_EVERY_MS, () => {
      this.#looksLeft -= 1;
      if (this.#looksLeft > 0) {
        this.#follow();
        this.#lookAgain();
      } else {
        this.#last = null;
      }
    });
  }

  #follow(): Round {
    if (this.#current === null) {
      this.#current = this.#beginRound();
      this.#loop.atEndOfRound(() => this.#endRound());
    }
    return this.#current;
  }

  #beginRound(): Round {
    const now = this.#clock.now();
    if (this.#last === null) {
      return { lookedAt: now, arrivedAt: now, restedAt: now };
    }
    const { round, endedAt, idleMs } = this.#last;
    const waitedMs = this.#loop.idleMs() - idleMs;
    const lookedAt = this.#within(endedAt + waitedMs);
    // A loop that waited had found nothing at first; one that did not may have been busy when this became ready.
    return waitedMs > 0
      ? { lookedAt, arrivedAt: lookedAt, restedAt: lookedAt }
      : { lookedAt, arrivedAt: this.#within(round.lookedAt), restedAt: this.#within(round.restedAt) };
  }

  #within(at: number): number {
    const now = this.#clock.now();
    return Math.max(now - WAITED_MS_MAX, Math.min(now, at));
  }

  #endRound(): void {
    if (this.#current !== null) {
      this.#last = { round: this.#current, endedAt: this.#clock.now(), idleMs: this.#loop.idleMs() };
      this.#current = null;
    }
  }
}
