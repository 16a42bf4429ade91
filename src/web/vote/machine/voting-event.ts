import type { Annotator } from "../api/annotator.ts";
import type { Answer, Offer, ReleaseReason } from "../api/offer.ts";
import type { StoredVote } from "../api/stored-vote.ts";

/** What the annotator does. Instants (`at`) are milliseconds since 1970. */
export type AnnotatorEvent =
  /** Answers the question on the screen. `voteId` names the vote if it is a first answer. */
  | {
      readonly kind: "answered";
      readonly voteId: string;
      readonly answer: Answer;
      readonly visibleMs: number;
      readonly at: number;
    }
  | { readonly kind: "handed_back"; readonly reason: ReleaseReason; readonly message: string | null; readonly at: number }
  /** Brings the last vote's question back. */
  | { readonly kind: "undone" }
  /** Lets the reopened vote stand. */
  | { readonly kind: "kept" }
  | { readonly kind: "paused"; readonly at: number }
  | { readonly kind: "resumed" }
  | { readonly kind: "notice_dismissed" };

/** What comes of requests. `entryId` names the outbox entry that was sent. */
export type ServerEvent =
  | { readonly kind: "offered"; readonly offer: Offer }
  | { readonly kind: "none_waiting"; readonly restUntil: number }
  | {
      readonly kind: "vote_saved";
      readonly entryId: string;
      readonly stored: StoredVote;
      readonly next: Offer | null;
      readonly at: number;
    }
  | { readonly kind: "entry_done"; readonly entryId: string }
  | { readonly kind: "entry_refused"; readonly entryId: string; readonly detail: string }
  | { readonly kind: "counted"; readonly annotator: Annotator }
  /** The server could not be reached, or could not help now. */
  | { readonly kind: "failed"; readonly restUntil: number }
  /** It said no to what was no entry, a question asked for. */
  | { readonly kind: "lease_refused"; readonly restUntil: number }
  | { readonly kind: "signed_out" }
  /** `isUnseen`: found when the annotator came to a question that they had not seen yet. */
  | { readonly kind: "lease_ended"; readonly leaseId: string; readonly isUnseen: boolean };

/** What happens by itself. */
export type WorldEvent =
  | { readonly kind: "rested" }
  | { readonly kind: "undo_over"; readonly voteId: string }
  | { readonly kind: "away_changed"; readonly isAway: boolean };

/** Everything that changes the state of the voting. */
export type VotingEvent = AnnotatorEvent | ServerEvent | WorldEvent;
