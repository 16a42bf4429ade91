import { ConflictError } from "../../src/domain/errors.ts";
import type { VoteRecord } from "../../src/ports/question-store.ts";
import type { Annotator } from "../../src/services/voting/annotator.ts";
import type { Ballot } from "../../src/services/voting/ballot.ts";
import { extendLease } from "../../src/services/voting/extend-lease.ts";
import { leaseQuestion } from "../../src/services/voting/lease-question.ts";
import { recordVote } from "../../src/services/voting/record-vote.ts";
import { releaseLease } from "../../src/services/voting/release-lease.ts";
import { reviseVote } from "../../src/services/voting/revise-vote.ts";
import type { ServedQuestion } from "../../src/services/voting/served-question.ts";
import type { Choice } from "./schedule-plan.ts";
import { StoreFault } from "./simulated-disk.ts";
import { textOf } from "./simulated-pair.ts";
import type { SimulatedServer } from "./simulated-server.ts";

/** A question that was on an annotator's screen. */
export interface ShownQuestion {
  readonly served: ServedQuestion;
  /** What stood on each side of the screen. */
  readonly sides: Readonly<Record<"left" | "right", string>>;
  /** The annotator's one answer to it, however often it is sent; null: none yet. */
  ballot: Ballot | null;
  /** The vote as it was acknowledged first; null: it was not. */
  vote: VoteRecord | null;
}

/** Who learns of what annotators are told. */
export interface AnnotatorListener {
  readonly onAcknowledged: (shown: ShownQuestion, ballot: Ballot, vote: VoteRecord) => void;
  /** The vote's answer was replaced by that choice. */
  readonly onUndone: (shown: ShownQuestion, choice: Choice, vote: VoteRecord) => void;
  readonly onFault: (fault: unknown) => void;
}

/** A front end with somebody before it: it keeps what was shown and what was answered, and sends an answer again until it is acknowledged. */
export class SimulatedAnnotator {
  readonly annotator: Annotator;
  readonly #server: SimulatedServer;
  readonly #listener: AnnotatorListener;
  /** The newest first. */
  #shown: readonly ShownQuestion[] = [];
  #leave: (() => void) | null = null;

  constructor(annotatorId: string, server: SimulatedServer, listener: AnnotatorListener) {
    this.annotator = { tenantId: "default", annotatorId, audience: "global" };
    this.#server = server;
    this.#listener = listener;
  }

  get shown(): readonly ShownQuestion[] {
    return this.#shown;
  }

  comeOrGo(): void {
    if (this.#leave === null) {
      this.#leave = this.#server.voting.pool.arrive(this.annotator);
    } else {
      this.#leave();
      this.#leave = null;
    }
  }

  /** The server died and another one is there: whoever had a line opens one to it and asks for work, as the page does. */
  reconnect(): void {
    if (this.#leave !== null) {
      this.#leave = null;
      this.comeOrGo();
      this.lease(0);
    }
  }

  lease(waitMs: number): void {
    this.#follow(leaseQuestion(this.#server.voting, this.annotator, waitMs, null), (served) => this.#show(served));
  }

  /** Answers one of the questions on the screen, or that were, the newest first; asks for one where there is none. */
  vote(place: number, choice: Choice): void {
    const open = this.#shown.filter(({ ballot }) => ballot === null);
    const shown = open[place % open.length];
    if (shown === undefined) {
      this.lease(0);
    } else {
      shown.ballot = {
        voteId: `vote of ${this.annotator.annotatorId} under ${shown.served.lease.leaseId}`,
        leaseId: shown.served.lease.leaseId,
        choice,
        strength: null,
        dimensions: {},
        ratings: {},
        justification: null,
        visibleMs: null,
      };
      this.#send(shown, shown.ballot);
    }
  }

  /** Sends an answer again, acknowledged or not. */
  resend(place: number): void {
    const answered = this.#shown.filter(({ ballot }) => ballot !== null);
    const shown = answered[place % answered.length];
    if (shown?.ballot) {
      this.#send(shown, shown.ballot);
    }
  }

  /** Sends again whatever was not acknowledged. */
  resendAll(): void {
    for (const shown of this.#shown) {
      if (shown.ballot !== null && shown.vote === null) {
        this.#send(shown, shown.ballot);
      }
    }
  }

  /** Hands the question back: for good, or, every third one, for a break. */
  skip(): void {
    const [shown] = this.#shown;
    if (shown !== undefined && shown.ballot === null) {
      const { leaseId, fence } = shown.served.lease;
      const reason = fence % 3 === 0 ? "paused" : "skip";
      this.#follow(releaseLease(this.#server.voting, this.annotator, leaseId, reason, null), () => undefined);
    }
  }

  heartbeat(): void {
    const [shown] = this.#shown;
    if (shown !== undefined && shown.ballot === null) {
      try {
        extendLease(this.#server.voting, this.annotator, shown.served.lease.leaseId);
      } catch (error) {
        this.#take(error);
      }
    }
  }

  /** Takes back the last answer that was acknowledged, and gives another. */
  undo(choice: Choice): void {
    const shown = this.#shown.find(({ vote }) => vote !== null);
    const voteId = shown?.ballot?.voteId;
    if (shown !== undefined && voteId !== undefined) {
      const change = { choice, strength: null, ratings: {}, dimensions: null, justification: null };
      this.#follow(reviseVote(this.#server.voting, this.annotator, voteId, change), (vote) =>
        this.#listener.onUndone(shown, choice, vote),
      );
    }
  }

  #send(shown: ShownQuestion, ballot: Ballot): void {
    this.#follow(recordVote(this.#server.voting, this.annotator, ballot), ({ vote, next }) => {
      shown.vote ??= vote;
      this.#listener.onAcknowledged(shown, ballot, vote);
      this.#show(next);
    });
  }

  #show(served: ServedQuestion | null): void {
    if (served === null || this.#shown.some((shown) => shown.served.lease.leaseId === served.lease.leaseId)) {
      return;
    }
    const { question, lease } = served;
    const left = lease.left ?? "a";
    const sides = { left: textOf(question, left), right: textOf(question, left === "a" ? "b" : "a") };
    this.#shown = [{ served, sides, ballot: null, vote: null }, ...this.#shown];
  }

  #follow<T>(request: Promise<T>, onAnswer: (answer: T) => void): void {
    request.then(onAnswer).catch((error: unknown) => this.#take(error));
  }

  /** That the store failed, and that a lease or an undo window is over, an annotator has to live with. */
  #take(error: unknown): void {
    if (!(error instanceof StoreFault || error instanceof ConflictError)) {
      this.#listener.onFault(error);
    }
  }
}
