import type { Annotator } from "../api/annotator.ts";
import type { Answer, Offer, ReleaseReason } from "../api/offer.ts";
import { RequestFailure } from "../api/request-failure.ts";
import type { VoteApi } from "../api/vote-api.ts";
import { createOffer } from "./offers.ts";

/** What becomes of a request: `lost` never arrives, `unanswered` is dealt with and its answer is lost. */
export type Network = "up" | "lost" | "unanswered";

/** After so long a vote cannot be revised. */
const REVISE_MS = 60_000;

interface KeptVote {
  readonly voteId: string;
  readonly questionId: string;
  readonly recordedAt: number;
  readonly answers: readonly Answer[];
}

/** A server with a row of questions and one annotator, over a connection that the test breaks. It keeps to the contract of the vote API: everything may be repeated. */
export class VoteServerDouble implements VoteApi {
  network: Network = "up";
  isSessionKnown = true;
  annotator: Annotator;
  /** Questions that nobody has been handed yet. */
  waiting: number;
  readonly released: { readonly leaseId: string; readonly reason: ReleaseReason }[] = [];
  /** How long each request for a question was ready to wait, in milliseconds. */
  readonly waits: number[] = [];
  readonly #votes = new Map<string, KeptVote>();
  readonly #now: () => number;
  #held: Offer | null = null;
  #handedOut = 0;

  constructor(annotator: Annotator, waiting: number, now: () => number) {
    this.annotator = annotator;
    this.waiting = waiting;
    this.#now = now;
  }

  /** Kept votes, each with all the answers that it had, by question. */
  get votes(): ReadonlyMap<string, KeptVote> {
    return this.#votes;
  }

  inNameOf(): VoteApi {
    return this;
  }
  async signIn(): Promise<void> {}
  async signOut(): Promise<void> {}
  async heartbeat(): Promise<void> {
    return this.#answer(() => undefined);
  }

  async readAnnotator(): Promise<Annotator> {
    return this.#answer(() => {
      const { completion } = this.annotator;
      const done = this.#votes.size;
      return { ...this.annotator, votesToday: done, completion: completion && { ...completion, votesDone: done } };
    });
  }

  async lease(waitMs: number) {
    this.waits.push(waitMs);
    return this.#answer(() => {
      const offer = this.#handOut();
      return offer === null ? ({ kind: "nothing", retryAfterMs: 1000 } as const) : ({ kind: "offer", offer } as const);
    });
  }

  async vote(entry: Parameters<VoteApi["vote"]>[0]) {
    return this.#answer(() => {
      const questionId = questionOf(entry.leaseId);
      const kept = this.#votes.get(questionId) ?? {
        voteId: entry.voteId,
        questionId,
        recordedAt: this.#now(),
        answers: [entry.answer],
      };
      this.#votes.set(questionId, kept);
      this.#drop(entry.leaseId);
      return { stored: toStored(kept), next: this.#handOut() };
    });
  }

  async revise(entry: Parameters<VoteApi["revise"]>[0]) {
    return this.#answer(() => {
      const kept = [...this.#votes.values()].find(({ voteId }) => voteId === entry.voteId);
      if (kept === undefined) {
        throw new RequestFailure("refused", "not_found", "There is no such vote.");
      }
      if (this.#now() - kept.recordedAt > REVISE_MS) {
        throw new RequestFailure("refused", "vote_final", "The vote is final.");
      }
      const revised = { ...kept, answers: [...kept.answers, entry.answer] };
      this.#votes.set(kept.questionId, revised);
      return toStored(revised);
    });
  }

  async release(entry: Parameters<VoteApi["release"]>[0]): Promise<void> {
    return this.#answer(() => {
      this.#drop(entry.leaseId);
      this.released.push({ leaseId: entry.leaseId, reason: entry.reason });
    });
  }

  /** One thing in hand at a time: who asks again gets the same again. */
  #handOut(): Offer | null {
    if (this.#held === null && this.waiting > 0) {
      this.waiting -= 1;
      this.#handedOut += 1;
      this.#held = createOffer(this.#handedOut);
    }
    return this.#held;
  }

  #drop(leaseId: string): void {
    if (this.#held?.leaseId === leaseId) {
      this.#held = null;
    }
  }

  async #answer<Result>(work: () => Result): Promise<Result> {
    const lost = new RequestFailure("unavailable", "", "The server cannot be reached.");
    if (this.network === "lost") {
      throw lost;
    }
    if (!this.isSessionKnown) {
      throw new RequestFailure("signed_out", "unauthenticated", "There is no such session.");
    }
    const result = work();
    if (this.network === "unanswered") {
      throw lost;
    }
    return result;
  }
}

function questionOf(leaseId: string): string {
  return leaseId.replace("ls_", "q_");
}

function toStored({ voteId, answers }: KeptVote) {
  const last = answers.at(-1);
  return { voteId, choice: last?.kind === "compare" ? last.choice : null };
}
