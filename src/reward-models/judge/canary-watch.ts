import { toFraction } from "../../domain/numerics/to-fraction.ts";
import type { Random } from "../../ports/random.ts";
import type { Timer } from "../../ports/timer.ts";
import { CANARY_CONVERSATIONS, type CanaryConversation } from "./canary-conversations.ts";
import type { Interviewer } from "./interviewer.ts";

/** Canaries that are remembered. */
const REMEMBERED = 20;
/** So many must have been asked before a judge is distrusted, */
const ASKED_MIN = 4;
/** and more than this share of those remembered missed. */
const MISSES_SHARE_MAX = 0.25;
/** Canaries in a row by which a distrusted judge is trusted again: every one that there is. */
const PASSES_TO_RECOVER = CANARY_CONVERSATIONS.length;
/** A canary that takes longer is given up, and tells nothing. */
const CANARY_MS_MAX = 60_000;

/** How a judge does on conversations of known verdicts. */
export interface CanaryTally {
  /** Canaries answered since the start, and how many of them wrongly. A call that failed is neither. */
  readonly asked: number;
  readonly missed: number;
  /** It missed too many of the last ones, and has not answered enough in a row since: what it says is not used. */
  readonly isDistrusted: boolean;
}

/** Asks canaries beside a judge's other calls, and remembers how it did. */
export class CanaryWatch {
  readonly #interviewer: Interviewer;
  readonly #world: { readonly random: Random; readonly timer: Timer };
  readonly #share: number;
  readonly #closed = new AbortController();
  #isAsking = false;
  /** They are gone through in their order. */
  #begun = 0;
  #asked = 0;
  #missed = 0;
  /** Whether each was missed, the latest last. */
  #last: boolean[] = [];
  #isDistrusted = false;

  /** @param share of the conversations judged beside which a canary is asked, 0..1. */
  constructor(interviewer: Interviewer, world: { readonly random: Random; readonly timer: Timer }, share: number) {
    this.#interviewer = interviewer;
    this.#world = world;
    this.#share = share;
  }

  get tally(): CanaryTally {
    return { asked: this.#asked, missed: this.#missed, isDistrusted: this.#isDistrusted };
  }

  /** To be told of every conversation that is to be judged. Draws whether a canary is asked beside it; a distrusted judge gets one at every turn, so that it can recover. One at a time, and nobody waits for it. */
  accompany(): void {
    const isDrawn = toFraction(this.#world.random.uint32()) < this.#share;
    if ((isDrawn || this.#isDistrusted) && !this.#isAsking && !this.#closed.signal.aborted) {
      void this.#ask();
    }
  }

  close(): void {
    this.#closed.abort();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    const late = new AbortController();
    const stopWaiting = this.#world.timer.set(CANARY_MS_MAX, () => late.abort());
    const canary = CANARY_CONVERSATIONS[this.#begun % CANARY_CONVERSATIONS.length];
    this.#begun += 1;
    try {
      if (canary !== undefined) {
        this.#note(await isMissed(this.#interviewer, canary, AbortSignal.any([late.signal, this.#closed.signal])));
      }
    } catch {
      // Why calls fail is told by those that somebody waits for.
    } finally {
      stopWaiting();
      this.#isAsking = false;
    }
  }

  #note(isMiss: boolean): void {
    this.#asked += 1;
    this.#missed += isMiss ? 1 : 0;
    this.#last = [...this.#last, isMiss].slice(-REMEMBERED);
    const missShare = this.#last.filter(Boolean).length / this.#last.length;
    if (!this.#isDistrusted) {
      this.#isDistrusted = isMiss && this.#last.length >= ASKED_MIN && missShare > MISSES_SHARE_MAX;
    } else if (!this.#last.slice(-PASSES_TO_RECOVER).includes(true)) {
      this.#isDistrusted = false;
      this.#last = [];
    }
  }
}

async function isMissed(
  interviewer: Interviewer,
  { conversation, statements }: CanaryConversation,
  signal: AbortSignal,
): Promise<boolean> {
  const verdicts = await interviewer.askStatements(
    conversation,
    statements.map(({ text }) => text),
    signal,
  );
  return verdicts.some(({ met }, index) => met > 0.5 !== statements[index]?.isMet);
}
