import type { Answer, ReleaseReason } from "../api/offer.ts";

interface EntryBase {
  /** Follows from what the entry is about: the same thing is never in the outbox twice. */
  readonly entryId: string;
  /** Whose it is: it is never sent in another annotator's name. */
  readonly annotatorId: string;
  /** When it was made, in milliseconds since 1970, never before those that were waiting already; entries are sent in this order. */
  readonly madeAt: number;
}

/** A vote on its way to the server. However often it is sent, it is one vote: the server knows it by its id. */
export interface VoteEntry extends EntryBase {
  readonly kind: "vote";
  readonly voteId: string;
  readonly leaseId: string;
  readonly answer: Answer;
  readonly visibleMs: number;
}

/** Another answer in place of a vote's. */
export interface ReviseEntry extends EntryBase {
  readonly kind: "revise";
  readonly voteId: string;
  readonly answer: Answer;
}

/** A question that goes back unanswered. */
export interface ReleaseEntry extends EntryBase {
  readonly kind: "release";
  readonly leaseId: string;
  readonly reason: ReleaseReason;
  readonly message: string | null;
}

/** What the server has not acknowledged yet. */
export type OutboxEntry = VoteEntry | ReviseEntry | ReleaseEntry;

/** When an entry that follows these is noted as made. A clock that was set back must not send a changed vote before the vote. */
export function madeAfter(outbox: readonly OutboxEntry[], at: number): number {
  return outbox.reduce((latest, { madeAt }) => Math.max(latest, madeAt), at);
}

/** How many answers of people wait, votes and changed votes. */
export function countUnsentAnswers(outbox: readonly OutboxEntry[]): number {
  return outbox.filter((entry) => entry.kind !== "release").length;
}

/** The entry that hands a question back. */
export function toReleaseEntry(
  annotatorId: string,
  leaseId: string,
  reason: ReleaseReason,
  message: string | null,
  madeAt: number,
): ReleaseEntry {
  return { kind: "release", entryId: `release:${leaseId}`, annotatorId, madeAt, leaseId, reason, message };
}
