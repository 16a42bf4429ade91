import type { Annotator } from "../api/annotator.ts";
import type { Answer, Offer } from "../api/offer.ts";
import type { OutboxEntry } from "./outbox-entry.ts";

/** The question on the screen. */
export interface ShownQuestion {
  readonly offer: Offer;
  /**
   * `open`: to be answered. `sent`: answered, and the server has not acknowledged it yet. `reopened`: answered, acknowledged or not, and
   * brought back to be answered otherwise.
   */
  readonly status: "open" | "sent" | "reopened";
  /** The vote that answered it; null while `open`. */
  readonly voteId: string | null;
  /** What it was answered with; null while `open`. */
  readonly answer: Answer | null;
}

/** The last vote, for as long as it can be taken back. */
export interface UndoableVote {
  readonly voteId: string;
  readonly offer: Offer;
  readonly answer: Answer;
}

/** Something that the annotator should know; it stays until dismissed or replaced. */
export interface Notice {
  readonly kind: "vote_refused" | "change_refused" | "answered_before" | "lease_ended" | "change_saved";
  /** The server's words, where it gave some. */
  readonly detail: string;
}

/** All that the page knows about the voting. */
export interface VotingState {
  readonly annotator: Annotator;
  /** `finished`: a crowd's annotator has voted as often as agreed. `signed_out`: the server ended the session. */
  readonly phase: "working" | "paused" | "finished" | "signed_out";
  /** Nobody looks at the page: no question is asked for. */
  readonly isAway: boolean;
  readonly shown: ShownQuestion | null;
  /** The next question, while an earlier one is reopened. */
  readonly held: Offer | null;
  /** Oldest first. At most what a reload found and the answer of the question on the screen: another is shown only after the acknowledgement. */
  readonly outbox: readonly OutboxEntry[];
  readonly undoable: UndoableVote | null;
  /** The counts may be wrong, since a vote may have been counted when its acknowledgement was lost: they are to be read anew. */
  readonly isCountStale: boolean;
  /** Failed attempts in a row to reach the server; 0: all is well. */
  readonly failures: number;
  /** Nothing is asked of the server before this instant; null: at once. */
  readonly restUntil: number | null;
  /** Counts up with every end of an attempt, so that the next one is another. */
  readonly round: number;
  /** Votes acknowledged in this visit. */
  readonly savedCount: number;
  /** Nothing has happened since the last of them but that the next question came with it, or none. */
  readonly isJustSaved: boolean;
  /** The server said that nothing is waiting, and nothing has changed since that could make it say otherwise. */
  readonly isNoneWaiting: boolean;
  readonly notice: Notice | null;
}

/**
 * The state of a visit that begins.
 * @param outbox what an earlier visit of the same annotator left unsent, oldest first. @param reopened the vote that they were changing then; null: none.
 */
export function startVoting(annotator: Annotator, outbox: readonly OutboxEntry[], reopened: ShownQuestion | null): VotingState {
  return {
    annotator,
    phase: isComplete(annotator) ? "finished" : "working",
    isAway: false,
    shown: reopened,
    held: null,
    outbox,
    undoable: null,
    isCountStale: outbox.length > 0,
    failures: 0,
    restUntil: null,
    round: 0,
    savedCount: 0,
    isJustSaved: false,
    isNoneWaiting: false,
    notice: null,
  };
}

/** Whether a crowd's annotator has voted as often as agreed. */
export function isComplete({ completion }: Annotator): boolean {
  return completion !== null && completion.votesDone >= completion.votesNeeded;
}

/** A question as it comes on the screen. */
export function openQuestion(offer: Offer): ShownQuestion {
  return { offer, status: "open", voteId: null, answer: null };
}
