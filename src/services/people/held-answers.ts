import type { Deadline, Deadlines } from "../deadlines.ts";
import { settleAt } from "./settle-at.ts";

/** An answer that waits for its last moment. */
interface HeldAnswer {
  at: number;
  readonly give: () => void;
  deadline: Deadline;
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
    const held: HeldAnswer = { at, give, deadline: this.#deadlines.add(at, () => this.#give(held)) };
    this.#held.add(held);
    return { takeBack: () => this.#held.delete(held) && held.deadline.takeBack() };
  }

  /** The server leaves: callers are answered by then, never later than they were to be, those who come after this call as well. */
  leaveAt(at: number): void {
    this.#leavesAt = this.bound(at);
    const last = settleAt(this.#deadlines, this.#leavesAt);
    for (const held of this.#held) {
      if (held.at > last) {
        held.deadline.takeBack();
        held.at = last;
        held.deadline = this.#deadlines.add(last, () => this.#give(held));
      }
    }
  }

  #give(held: HeldAnswer): void {
    this.#held.delete(held);
    held.give();
  }
}
