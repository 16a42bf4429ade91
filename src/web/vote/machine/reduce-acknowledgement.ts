import type { Offer } from "../api/offer.ts";
import type { StoredVote } from "../api/stored-vote.ts";
import { type OutboxEntry, toReleaseEntry, type VoteEntry } from "./outbox-entry.ts";
import type { VotingEvent } from "./voting-event.ts";
import { type Notice, openQuestion, type VotingState } from "./voting-state.ts";

/** The state after the server has dealt with an entry of the outbox. */
export function reduceAcknowledgement(
  state: VotingState,
  event: Extract<VotingEvent, { kind: "vote_saved" | "entry_done" | "entry_refused" }>,
): VotingState {
  const entry = state.outbox.find(({ entryId }) => entryId === event.entryId);
  if (entry === undefined) {
    return state;
  }
  const reached: VotingState = {
    ...state,
    outbox: state.outbox.filter((other) => other !== entry),
    failures: 0,
    restUntil: null,
    round: state.round + 1,
  };
  switch (event.kind) {
    case "vote_saved":
      return entry.kind === "vote" ? saveVote(reached, entry, event.stored, event.next, event.at, state.failures > 0) : state;
    case "entry_done":
      return entry.kind === "revise" ? goOn(reached, entry.voteId, { kind: "change_saved", detail: "" }) : reached;
    case "entry_refused":
      return refuse(reached, entry, event.detail);
  }
}

function saveVote(
  state: VotingState,
  entry: VoteEntry,
  stored: StoredVote,
  next: Offer | null,
  at: number,
  wasRepeated: boolean,
): VotingState {
  const { annotator } = state;
  const { completion } = annotator;
  const counted = completion === null ? null : { ...completion, votesDone: completion.votesDone + 1 };
  const answeredBefore = toAnsweredBefore(entry, stored);
  const isEnough = counted !== null && counted.votesDone >= counted.votesNeeded;
  const saved: VotingState = {
    ...state,
    annotator: { ...annotator, votesToday: annotator.votesToday + 1, completion: counted },
    savedCount: state.savedCount + 1,
    isJustSaved: true,
    isNoneWaiting: next === null,
    isCountStale: state.isCountStale || wasRepeated || isEnough,
    undoable: answeredBefore === null ? state.undoable : null,
    notice: answeredBefore ?? state.notice,
  };
  const isWanted = next !== null && saved.phase === "working" && !isEnough;
  if (next === null || isWanted) {
    return place(saved, entry.voteId, next);
  }
  const released = toReleaseEntry(annotator.annotatorId, next.leaseId, "paused", null, at);
  return place({ ...saved, outbox: [...saved.outbox, released] }, entry.voteId, null);
}

/** Puts the next question where it belongs: on the screen, or aside while the answered one is reopened. */
function place(state: VotingState, voteId: string, next: Offer | null): VotingState {
  const { shown } = state;
  if (shown === null || (shown.status === "sent" && shown.voteId === voteId && !hasChange(state, voteId))) {
    return { ...state, shown: next === null ? null : openQuestion(next) };
  }
  return shown.voteId === voteId ? { ...state, held: next } : state;
}

function hasChange(state: VotingState, voteId: string): boolean {
  return state.outbox.some((entry) => entry.kind === "revise" && entry.voteId === voteId);
}

/** The server keeps one vote of an annotator on a question: the first. A second, from another window, does not replace it. */
function toAnsweredBefore(entry: VoteEntry, stored: StoredVote): Notice | null {
  const isOther = entry.answer.kind === "compare" && stored.choice !== null && stored.choice !== entry.answer.choice;
  return isOther ? { kind: "answered_before", detail: stored.choice ?? "" } : null;
}

function refuse(state: VotingState, entry: OutboxEntry, detail: string): VotingState {
  switch (entry.kind) {
    case "release":
      return state;
    case "revise":
      return goOn(state, entry.voteId, { kind: "change_refused", detail });
    case "vote": {
      const outbox = state.outbox.filter((other) => other.kind !== "revise" || other.voteId !== entry.voteId);
      const refused: VotingState = {
        ...state,
        outbox,
        isJustSaved: false,
        isNoneWaiting: false,
        notice: { kind: "vote_refused", detail },
      };
      const undoable = state.undoable?.voteId === entry.voteId ? null : state.undoable;
      return { ...goOn(refused, entry.voteId, refused.notice), undoable };
    }
  }
}

/** From a question that has been dealt with to the one that was put aside. */
function goOn(state: VotingState, voteId: string, notice: Notice | null): VotingState {
  if (state.shown?.voteId !== voteId) {
    return { ...state, notice };
  }
  return { ...state, shown: state.held === null ? null : openQuestion(state.held), held: null, notice };
}
