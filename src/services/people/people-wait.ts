import type { QuestionHistory } from "../../ports/question-store.ts";
import type { Deadline } from "../deadlines.ts";
import type { PollingPorts } from "./polling-ports.ts";

/** How often it is looked whether anybody is left who could still answer. */
const LOOK_EVERY_MS = 250;

/** What waiting for people needs of the world. */
export type WaitingPorts = Pick<PollingPorts, "pool" | "clock" | "deadlines" | "held">;

/** Whose votes are waited for, and until when. */
export interface WaitTerms {
  readonly tenantId: string;
  readonly audience: string;
  /** Whether the caller goes without further votes where nobody is there: always, or once those are in that are required. */
  readonly canDoWithout: () => boolean;
  readonly until: number;
  /** Of whom nothing more is to come. */
  readonly doneWith: () => ReadonlySet<string>;
  /** Whether what the caller would do with instead is still to come. */
  readonly isThinking: () => boolean;
}

/**
 * A wait for people's votes. It is over at its end, which a server that leaves brings forward, or as soon as nobody is left who could still answer, the caller can do without and has what there is instead.
 * Thousands are under way at a time: one object each, and no more closures than must be.
 */
export class PeopleWait {
  readonly #ports: WaitingPorts;
  readonly #terms: WaitTerms;
  readonly #end: () => void;
  readonly #lastMoment: Deadline;
  #nextLook: Deadline | null = null;

  /** @param end is run once, when the wait is over, unless it was called off; never within this call. */
  constructor(ports: WaitingPorts, terms: WaitTerms, end: () => void) {
    this.#ports = ports;
    this.#terms = terms;
    this.#end = end;
    this.#lastMoment = ports.held.hold(terms.until, () => this.#finish());
    this.#lookLater();
  }

  callOff(): void {
    this.#lastMoment.takeBack();
    this.#nextLook?.takeBack();
  }

  /** Looks now and not later: something has changed. */
  look(): void {
    if (this.#nextLook?.takeBack() === true) {
      this.#look();
    }
  }

  /** It has become known who was asked before. */
  takeHistory({ seenBy }: Pick<QuestionHistory, "seenBy">): void {
    if (seenBy.length > 0) {
      this.look();
    }
  }

  #finish(): void {
    this.callOff();
    this.#end();
  }

  #look(): void {
    const { audience, tenantId, canDoWithout, doneWith, isThinking } = this.#terms;
    if (!canDoWithout() || isThinking() || this.#ports.pool.isLive(audience, tenantId, doneWith())) {
      this.#lookLater();
    } else {
      this.#finish();
    }
  }

  #lookLater(): void {
    const { clock, deadlines } = this.#ports;
    this.#nextLook = deadlines.add(clock.now() + LOOK_EVERY_MS, () => this.#look());
  }
}
