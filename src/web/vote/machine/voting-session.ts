import type { Annotator } from "../api/annotator.ts";
import type { Answer, ReleaseReason } from "../api/offer.ts";
import { RequestFailure } from "../api/request-failure.ts";
import type { VoteApi } from "../api/vote-api.ts";
import { nextWork, type Work, workKey } from "./next-work.ts";
import type { OutboxStore } from "./outbox-store.ts";
import { reduceVoting } from "./reduce-voting.ts";
import type { ReopenedStore } from "./reopened-store.ts";
import type { VotingEvent } from "./voting-event.ts";
import { startVoting, type VotingState } from "./voting-state.ts";

/** How long the server may hold a request for a question until there is one. */
const LEASE_WAIT_MS = 25_000;
const FIRST_RETRY_MS = 500;
const RETRY_MS_MAX = 15_000;
/** After a refusal that will hardly change. */
const REFUSED_REST_MS = 15_000;

/** What a session needs of the world. */
export interface SessionWorld {
  readonly api: VoteApi;
  readonly outboxStore: OutboxStore;
  readonly reopenedStore: ReopenedStore;
  /** Milliseconds since 1970. */
  now(): number;
  /** A new UUID. */
  newId(): string;
  /** From 0 to below 1. */
  random(): number;
  /** Calls back once after that time; the returned function calls it off. */
  startTimer(ms: number, callback: () => void): () => void;
}

/** One visit of one annotator: keeps the state, and keeps asking the server for whatever the state calls for. */
export class VotingSession {
  readonly #world: SessionWorld;
  readonly #watchers = new Set<() => void>();
  readonly #timers = new Set<() => void>();
  #state: VotingState;
  #workKey = "none";
  #abort = new AbortController();
  /** Of which the annotator has been told: what has ended needs no more heartbeats. */
  #endedLeaseId: string | null = null;
  #isClosed = false;

  constructor(world: SessionWorld, annotator: Annotator) {
    this.#world = world;
    const { annotatorId } = annotator;
    this.#state = startVoting(annotator, world.outboxStore.list(annotatorId), world.reopenedStore.read(annotatorId));
  }

  /** The state of this moment: another object after each change. */
  readonly getState = (): VotingState => this.#state;

  /** Calls the watcher after each change; the returned function ends that. */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Begins to ask the server. */
  start(): void {
    this.#pump();
  }

  /** Stops; what is unsent stays in its store. */
  close(): void {
    this.#isClosed = true;
    this.#abort.abort();
    for (const cancel of this.#timers) {
      cancel();
    }
    this.#timers.clear();
  }

  /** Answers the question on the screen. */
  answer(answer: Answer, visibleMs: number): void {
    this.#change({ kind: "answered", voteId: this.#world.newId(), answer, visibleMs, at: this.#world.now() });
  }

  handBack(reason: ReleaseReason, message: string | null): void {
    this.#change({ kind: "handed_back", reason, message, at: this.#world.now() });
  }

  undo(): void {
    this.#change({ kind: "undone" });
  }

  keep(): void {
    this.#change({ kind: "kept" });
  }

  pause(): void {
    this.#change({ kind: "paused", at: this.#world.now() });
  }

  resume(): void {
    this.#change({ kind: "resumed" });
  }

  dismissNotice(): void {
    this.#change({ kind: "notice_dismissed" });
  }

  /** Tries at once what waits to be tried: the connection is back, or there is work. */
  wake(): void {
    this.#change({ kind: "rested" });
  }

  setAway(isAway: boolean): void {
    this.#change({ kind: "away_changed", isAway });
  }

  /** Tells the server that the question is still looked at. A lost heartbeat is no harm: the next one follows. @param isUnseen the annotator has not seen it before. */
  async beat(isUnseen: boolean): Promise<void> {
    const { shown } = this.#state;
    if (shown?.status !== "open" || shown.offer.leaseId === this.#endedLeaseId) {
      return;
    }
    const { leaseId } = shown.offer;
    try {
      await this.#world.api.heartbeat(leaseId);
    } catch (error) {
      const failure = error instanceof RequestFailure ? error.kind : null;
      if (failure === "signed_out") {
        // Said now rather than over the vote: what is written from here on could not be sent.
        this.#change({ kind: "signed_out" });
      } else if (failure === "refused") {
        this.#endedLeaseId = leaseId;
        this.#change({ kind: "lease_ended", leaseId, isUnseen });
      }
    }
  }

  #change(event: VotingEvent): void {
    const before = this.#state;
    const after = reduceVoting(before, event);
    if (after === before || this.#isClosed) {
      return;
    }
    this.#keepOutbox(before, after);
    this.#keepReopened(before, after);
    this.#state = after;
    this.#pump();
    for (const watcher of this.#watchers) {
      watcher();
    }
  }

  /** On this device before anything else: a vote that was given survives whatever happens to the page. */
  #keepOutbox(before: VotingState, after: VotingState): void {
    for (const entry of after.outbox) {
      if (!before.outbox.includes(entry)) {
        this.#world.outboxStore.put(entry);
      }
    }
    for (const entry of before.outbox) {
      if (!after.outbox.includes(entry)) {
        this.#world.outboxStore.remove(entry);
      }
    }
  }

  #keepReopened(before: VotingState, after: VotingState): void {
    const [wasReopened, isReopened] = [before, after].map(({ shown }) => shown?.status === "reopened");
    if (wasReopened !== isReopened) {
      this.#world.reopenedStore.write(after.annotator.annotatorId, isReopened ? after.shown : null);
    }
  }

  #pump(): void {
    const key = workKey(this.#state);
    if (key === this.#workKey || this.#isClosed) {
      return;
    }
    this.#workKey = key;
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const { restUntil } = this.#state;
    const work = nextWork(this.#state);
    if (work.kind === "none") {
      return;
    }
    if (restUntil !== null) {
      this.#later(restUntil - this.#world.now(), () => {
        if (!signal.aborted) {
          this.#change({ kind: "rested" });
        }
      });
      return;
    }
    void this.#attempt(work, signal);
  }

  async #attempt(work: Exclude<Work, { kind: "none" }>, signal: AbortSignal): Promise<void> {
    let event: VotingEvent;
    try {
      event = await this.#ask(work, signal);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      event = this.#toEvent(work, error);
    }
    if (signal.aborted) {
      return;
    }
    this.#change(event);
    if (event.kind === "vote_saved" && work.kind === "send" && work.entry.kind === "vote") {
      const { voteId } = work.entry;
      this.#later(this.#state.annotator.undoMs, () => this.#change({ kind: "undo_over", voteId }));
    }
  }

  async #ask(work: Exclude<Work, { kind: "none" }>, signal: AbortSignal): Promise<VotingEvent> {
    const { api } = this.#world;
    switch (work.kind) {
      case "count":
        return { kind: "counted", annotator: await api.readAnnotator(signal) };
      case "lease": {
        // The first answer comes at once, so that the page can say what there is; the following ones as soon as there is something.
        const waitMs = this.#state.round === 0 ? 0 : LEASE_WAIT_MS;
        const leased = await api.lease(waitMs, signal);
        return leased.kind === "offer"
          ? { kind: "offered", offer: leased.offer }
          : this.#rest("none_waiting", waitMs === 0 ? 0 : leased.retryAfterMs);
      }
      case "send":
        return await this.#send(work.entry, signal);
    }
  }

  async #send(entry: Extract<Work, { kind: "send" }>["entry"], signal: AbortSignal): Promise<VotingEvent> {
    const { api } = this.#world;
    const { entryId } = entry;
    switch (entry.kind) {
      case "vote": {
        const { stored, next } = await api.vote(entry, signal);
        return { kind: "vote_saved", entryId, stored, next, at: this.#world.now() };
      }
      case "revise":
        await api.revise(entry, signal);
        return { kind: "entry_done", entryId };
      case "release":
        await api.release(entry, signal);
        return { kind: "entry_done", entryId };
    }
  }

  #toEvent(work: Exclude<Work, { kind: "none" }>, error: unknown): VotingEvent {
    const failure = error instanceof RequestFailure ? error : new RequestFailure("unavailable", "", String(error));
    if (failure.kind === "signed_out") {
      return { kind: "signed_out" };
    }
    if (failure.kind === "refused") {
      return work.kind === "send"
        ? { kind: "entry_refused", entryId: work.entry.entryId, detail: failure.message }
        : this.#rest("lease_refused", REFUSED_REST_MS);
    }
    return this.#rest("failed", failure.retryAfterMs ?? retryDelayMs(this.#state.failures, this.#world.random()));
  }

  #rest(kind: "none_waiting" | "lease_refused" | "failed", ms: number): VotingEvent {
    return { kind, restUntil: this.#world.now() + ms };
  }

  #later(ms: number, callback: () => void): void {
    const cancel = this.#world.startTimer(Math.max(0, ms), () => {
      this.#timers.delete(cancel);
      callback();
    });
    this.#timers.add(cancel);
  }
}

/** Doubling, and drawn between half of it and all of it: pages that lost the same server do not come back to it all at once. */
function retryDelayMs(failures: number, drawn: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** failures, RETRY_MS_MAX) * (0.5 + drawn / 2);
}
