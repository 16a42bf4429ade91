import { nominalSeconds } from "../../domain/dispatch/nominal-seconds.ts";
import type { QuestionNeed, QuestionState } from "../../domain/dispatch/question-need.ts";
import type { LeaseRecord, QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { Deadline } from "../deadlines.ts";
import type { QuestionTerms } from "./question-terms.ts";
import type { Rank } from "./ranked-list.ts";

type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

/** A question on the board with what became of it. */
export interface BoardQuestion {
  record: QuestionRecord;
  terms: QuestionTerms;
  /** False: it came down, and is remembered for those who hold it or watch it. */
  isUp: boolean;
  /** Counted ones, oldest first; replaced as a whole by every change. */
  votes: readonly VoteRecord[];
  /** Whoever was ever handed it, but for those who handed it back for a break. */
  readonly seenBy: Set<string>;
  /** Live leases and reservations. */
  leases: readonly HeldLease[];
  fence: number;
  /** Seconds it takes at the usual pace. */
  readonly nominalSeconds: number;
  /** As the dispatcher sees it since its last change. Written over in place, as the need is: thousands a second are, and new objects in the place of old ones keep the collector busy. */
  readonly state: Writable<QuestionState>;
  /** What it needed when it was looked at last. */
  readonly need: Writable<QuestionNeed>;
  readonly rank: Rank;
  /** When it comes down; null: it is not up. */
  endsAt: number | null;
  /** At which it comes down. */
  end: Deadline | null;
}

/** A question in somebody's hands, or reserved for them. */
export interface HeldLease {
  lease: LeaseRecord;
  readonly question: BoardQuestion;
  /** False: a reservation, not known to be in the store yet. */
  isKept: boolean;
  /** At which it expires; null: not set yet. */
  expiry: Deadline | null;
}

/** Of thousands of questions that nobody has seen yet. */
const NONE: readonly never[] = [];

/** A question that is not up yet and that nothing is known of. */
export function createBoardQuestion(record: QuestionRecord): BoardQuestion {
  const seconds = nominalSeconds(record.content);
  return {
    record,
    terms: { minVotes: 1, maxVotes: 1, deadlineAt: null, expiresAt: record.expiresAt, value: 0 },
    isUp: false,
    votes: NONE,
    seenBy: new Set(),
    leases: NONE,
    fence: 0,
    nominalSeconds: seconds,
    state: { minVotes: 1, maxVotes: 1, deadlineAt: null, value: 0, nominalSeconds: seconds, votes: 0, leasedAt: NONE },
    need: { awaited: 0, places: 0, score: 0 },
    rank: { score: 0, place: -1 },
    endsAt: null,
    end: null,
  };
}

/** Those who were handed the question and hold it no more. */
export function doneWith({ seenBy, leases }: BoardQuestion): ReadonlySet<string> {
  return leases.length === 0
    ? seenBy
    : new Set([...seenBy].filter((annotatorId) => leases.every(({ lease }) => lease.annotatorId !== annotatorId)));
}

/** Brings the question as the dispatcher sees it up to date. */
export function updateState({ state, terms, votes, leases }: BoardQuestion): void {
  state.minVotes = terms.minVotes;
  state.maxVotes = terms.maxVotes;
  state.deadlineAt = terms.deadlineAt;
  state.value = terms.value;
  state.votes = votes.length;
  if (leases.length !== state.leasedAt.length || leases.some(({ lease }, index) => lease.leasedAt !== state.leasedAt[index])) {
    state.leasedAt = leases.length === 0 ? NONE : leases.map(({ lease }) => lease.leasedAt);
  }
}

/** The votes with another one, or with its later answer in the place of the earlier one, oldest first; the same list where there is nothing new. */
export function addVote(votes: readonly VoteRecord[], vote: VoteRecord): readonly VoteRecord[] {
  const known = votes.findIndex(({ voteId }) => voteId === vote.voteId);
  if (known >= 0) {
    return (vote.revisedAt ?? 0) > (votes[known]?.revisedAt ?? 0) ? votes.with(known, vote) : votes;
  }
  const place = votes.findLastIndex(({ recordedAt }) => recordedAt <= vote.recordedAt) + 1;
  return votes.toSpliced(place, 0, vote);
}
