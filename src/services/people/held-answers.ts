import type { Deadline, Deadlines } from "../deadlines.ts";
import { settleAt } from "./settle-at.ts";

/** An answer that waits for its last moment. */
class HeldAnswer implements Deadline {
  readonly #held: Set<HeldAnswer>;
  readonly #deadlines: Deadlines;
  readonly #give: () => void;
  #at: number;
  #deadline: Deadline;

  constructor(held: Set<HeldAnswer>, deadlines: Deadlines, at: number, give: () => void) {
    this.#held = held;
    this.#deadlines = deadlines;
    this.#give = give;
    this.#at = at;
    this.#deadline = this.#wait();
    held.add(this);
  }

  takeBack(): boolean {
    return this.#held.delete(this) && this.#deadline.takeBack();
  }

  /** It is given by then. */
  bringForward(to: number): void {
    if (this.#at > to) {
      this.#deadline.takeBack();
      this.#at = to;
      this.#deadline = this.#wait();
    }
  }

  #wait(): Deadline {
    return this.#deadlines.add(this.#at, () => {
      this.#held.delete(this);
      this.#give();
    });
  }
}

/** Answers that are held back for people, each until its last moment. A server that leaves gives all of them before it goes, with what there is by then. */
export class HeldAnswers {
  readonly #deadlines: Deadlines;
  readonly #held = new Set<HeldAnswer>();
  /** Every caller is answered by then. */
  #leavesAt = Number.POSITIVE_INFINITY;

  constructor(deadlines: Deadlines) {
    this.#deadlines = deadlines;
  }

  /** The deadline, or the instant by which the server has answered everybody where that is earlier. */
  bound(deadlineAt: number): number {
    return Math.min(deadlineAt, this.#leavesAt);
  }

  /** Runs `give` once at that instant (milliseconds since 1970), earlier where the server leaves before it. */
  hold(at: number, give: () => void): Deadline {
    return new HeldAnswer(this.#held, this.#deadlines, at, give);
  }

  /** The server leaves: callers are answered by then, never later than they were to be, those who come after this call as well. */
  leaveAt(at: number): void {
    this.#leavesAt = this.bound(at);
    const last = settleAt(this.#deadlines, this.#leavesAt);
    for (const held of this.#held) {
      held.bringForward(last);
    }
  }
}
