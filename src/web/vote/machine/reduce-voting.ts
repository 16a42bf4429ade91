import type { Offer, ReleaseReason } from "../api/offer.ts";
import { madeAfter, toReleaseEntry } from "./outbox-entry.ts";
import { reduceAcknowledgement } from "./reduce-acknowledgement.ts";
import type { VotingEvent } from "./voting-event.ts";
import { isComplete, openQuestion, type VotingState } from "./voting-state.ts";

/** The state after an event. An event that does not fit the state, such as a second press of a key, changes nothing. */
export function reduceVoting(state: VotingState, event: VotingEvent): VotingState {
  switch (event.kind) {
    case "answered":
      return answer(state, event);
    case "handed_back":
      return handBack(state, event.reason, event.message, event.at);
    case "undone":
      return reopen(state);
    case "kept":
      return keep(state);
    case "paused":
      return pause(state, event.at);
    case "resumed":
      return state.phase === "paused" ? { ...untold(state), phase: "working", restUntil: null } : state;
    case "notice_dismissed":
      return { ...state, notice: null };
    case "offered":
      return state.shown === null ? { ...atRest(untold(state), null), shown: openQuestion(event.offer) } : state;
    case "none_waiting":
      return { ...atRest(state, event.restUntil), isNoneWaiting: true };
    case "vote_saved":
    case "entry_done":
    case "entry_refused":
      return reduceAcknowledgement(state, event);
    case "counted":
      return count(state, event.annotator);
    case "failed":
      return { ...state, failures: state.failures + 1, restUntil: event.restUntil, round: state.round + 1 };
    case "lease_refused":
      return atRest(state, event.restUntil);
    case "signed_out":
      return { ...state, phase: "signed_out", shown: null, held: null, undoable: null };
    case "lease_ended":
      return endLease(state, event.leaseId, event.isUnseen);
    case "rested":
      return state.restUntil === null ? state : { ...state, restUntil: null };
    case "undo_over":
      return state.undoable?.voteId === event.voteId ? { ...state, undoable: null } : state;
    case "away_changed":
      return state.isAway === event.isAway ? state : { ...state, isAway: event.isAway };
  }
}

/** Something else has happened than what was said last: a vote saved, or nothing waiting. */
function untold(state: VotingState): VotingState {
  return { ...state, isJustSaved: false, isNoneWaiting: false };
}

/** After an attempt that reached the server. */
function atRest(state: VotingState, restUntil: number | null): VotingState {
  return { ...state, failures: 0, restUntil, round: state.round + 1 };
}

function answer(state: VotingState, event: Extract<VotingEvent, { kind: "answered" }>): VotingState {
  const { shown } = state;
  if (shown === null || shown.status === "sent" || !fits(shown.offer, event.answer)) {
    return state;
  }
  const { annotatorId } = state.annotator;
  const base = { annotatorId, madeAt: madeAfter(state.outbox, event.at), answer: event.answer };
  if (shown.status === "open") {
    const { voteId } = event;
    const { leaseId } = shown.offer;
    return {
      ...state,
      shown: { ...shown, status: "sent", voteId, answer: event.answer },
      outbox: [
        ...state.outbox,
        { ...base, kind: "vote", entryId: `vote:${voteId}`, voteId, leaseId, visibleMs: event.visibleMs },
      ],
      undoable: { voteId, offer: shown.offer, answer: event.answer },
      notice: null,
    };
  }
  const voteId = shown.voteId ?? "";
  return {
    ...state,
    shown: { ...shown, status: "sent", answer: event.answer },
    outbox: [...state.outbox, { ...base, kind: "revise", entryId: `revise:${voteId}`, voteId }],
  };
}

function fits({ question }: Offer, given: Extract<VotingEvent, { kind: "answered" }>["answer"]): boolean {
  return question.kind === "compare"
    ? given.kind === "compare" && question.choices.includes(given.choice)
    : given.kind === "rate";
}

function handBack(state: VotingState, reason: ReleaseReason, message: string | null, at: number): VotingState {
  if (state.shown?.status !== "open") {
    return state;
  }
  const released = toReleaseEntry(state.annotator.annotatorId, state.shown.offer.leaseId, reason, message, at);
  return { ...untold(state), shown: null, outbox: [...state.outbox, released], notice: null };
}

function reopen(state: VotingState): VotingState {
  const { undoable, shown } = state;
  if (undoable === null || shown?.status === "reopened" || state.phase === "paused") {
    return state;
  }
  return {
    ...state,
    shown: { offer: undoable.offer, status: "reopened", voteId: undoable.voteId, answer: undoable.answer },
    held: shown?.status === "open" ? shown.offer : state.held,
    undoable: null,
    isJustSaved: false,
    notice: null,
  };
}

/** The first answer stands: on to the question that was put aside, or to wait for the acknowledgement. */
function keep(state: VotingState): VotingState {
  const { shown, held } = state;
  if (shown?.status !== "reopened") {
    return state;
  }
  const isUnsent = state.outbox.some((entry) => entry.kind === "vote" && entry.voteId === shown.voteId);
  return isUnsent
    ? { ...state, shown: { ...shown, status: "sent" } }
    : { ...state, shown: held === null ? null : openQuestion(held), held: null };
}

/** Whatever is in hand goes back, so that others can answer it, or the same annotator after the break; answers under way stay under way. */
function pause(state: VotingState, at: number): VotingState {
  if (state.phase !== "working") {
    return state;
  }
  const settled = untold(keep(state));
  const { shown } = settled;
  const paused: VotingState = { ...settled, phase: "paused", undoable: null };
  if (shown?.status !== "open") {
    return paused;
  }
  const released = toReleaseEntry(state.annotator.annotatorId, shown.offer.leaseId, "paused", null, at);
  return { ...paused, shown: null, outbox: [...settled.outbox, released] };
}

function count(state: VotingState, annotator: VotingState["annotator"]): VotingState {
  const counted = { ...atRest(state, null), annotator, isCountStale: false };
  return state.phase === "working" && isComplete(annotator) ? { ...counted, phase: "finished" } : counted;
}

/** A question that somebody has begun to read stays, with what they have written, however long they were away: a late answer is welcome too. */
function endLease(state: VotingState, leaseId: string, isUnseen: boolean): VotingState {
  if (state.shown?.status !== "open" || state.shown.offer.leaseId !== leaseId) {
    return state;
  }
  return isUnseen ? { ...state, shown: null, restUntil: null } : { ...state, notice: { kind: "lease_ended", detail: "" } };
}
