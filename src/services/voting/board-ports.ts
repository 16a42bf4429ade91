import type { Clock } from "../../ports/clock.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";
import type { LeaseRecord } from "../../ports/question-store.ts";
import type { Random } from "../../ports/random.ts";
import type { Deadlines } from "../deadlines.ts";
import type { PaceBook } from "./pace-book.ts";

/** What the board needs of the world. */
export interface BoardPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly sha256Hex: Sha256Hex;
  readonly deadlines: Deadlines;
  readonly paces: PaceBook;
  /** Told of every lease whose time is over, so that the store learns of it. */
  readonly onExpired: (lease: LeaseRecord) => void;
  /** Told of what somebody who waits throws: the others are told of the change all the same. */
  readonly reportFault: (fault: unknown) => void;
}
