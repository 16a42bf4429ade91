import type { AnyContent } from "../domain/questions/question.ts";
import type { Candidate, VoteAnswer } from "../domain/questions/vote.ts";

/** A question as kept. It never changes but for its end. */
export interface QuestionRecord {
  readonly tenantId: string;
  /** `q_` and the digest of the content and the audience. */
  readonly questionId: string;
  readonly content: AnyContent;
  readonly audience: string;
  readonly createdAt: number;
  /** Votes recorded from then on are kept and not counted. Asking again moves it. */
  readonly expiresAt: number;
}

/** Why a lease ended. `voted`, `expired` (nobody answered in time), `released` (handed back with a reason). */
export type LeaseEnd = "voted" | "expired" | "released";
/** After `paused`, a break before the question was answered, its annotator may get it again; after any other they do not. */
export const RELEASE_REASONS = ["skip", "broken_media", "not_understood", "unsafe", "other", "paused"] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

/** A question handed to one annotator, in the order drawn for that annotator. */
export interface LeaseRecord {
  readonly tenantId: string;
  readonly leaseId: string;
  readonly questionId: string;
  readonly annotatorId: string;
  /** Counts the leases of a question up from 1. */
  readonly fence: number;
  /** The candidate that stands left; null for a rate question. */
  readonly left: Candidate | null;
  readonly leasedAt: number;
  readonly expiresAt: number;
}

export interface VoteRecord {
  readonly tenantId: string;
  /** Made by the client: the same vote sent again has the same one. */
  readonly voteId: string;
  readonly questionId: string;
  readonly annotatorId: string;
  readonly leaseId: string;
  readonly left: Candidate | null;
  readonly answer: VoteAnswer;
  readonly justification: string | null;
  /** Milliseconds the question was in view, as the client measured; null: not told. */
  readonly visibleMs: number | null;
  /** It came after its lease had expired or when nobody waited for the question's answer any more. */
  readonly late: boolean;
  /** It is part of the question's result: it came before the question expired. */
  readonly counted: boolean;
  readonly recordedAt: number;
  readonly revisedAt: number | null;
}

/** What became of a question so far. */
export interface QuestionHistory {
  /** Counted votes, oldest first. */
  readonly votes: readonly VoteRecord[];
  /** Whoever was ever handed the question, also those who handed it back, but for those who never did more with it than hand it back as `paused`. */
  readonly seenBy: readonly string[];
  /** Leases that have not ended. */
  readonly leases: readonly LeaseRecord[];
  /** The largest fence there was; 0: none. */
  readonly fence: number;
}

/** Questions, leases and votes. Each method is one atomic operation, durable when its promise resolves. */
export interface QuestionStore {
  /** Keeps those that are not kept yet and moves the end of the others to theirs where that is later. Returns each one's history, in their order. */
  openQuestions(questions: readonly QuestionRecord[]): Promise<readonly QuestionHistory[]>;
  findQuestion(tenantId: string, questionId: string): Promise<QuestionRecord | null>;
  /** Up to `limit` questions that expire after `now`, the ones that expire last first, with their histories: what a restart goes on with. */
  loadOpenQuestions(
    now: number,
    limit: number,
  ): Promise<readonly { readonly question: QuestionRecord; readonly history: QuestionHistory }[]>;

  /** Throws if the id is taken or the question is not there. */
  insertLease(lease: LeaseRecord): Promise<void>;
  /** The lease and, where it has ended, how. */
  findLease(tenantId: string, leaseId: string): Promise<{ readonly lease: LeaseRecord; readonly end: LeaseEnd | null } | null>;
  /** Ends a lease that has not ended. False where it had. @param reason only with `released`. */
  endLease(
    tenantId: string,
    leaseId: string,
    end: Exclude<LeaseEnd, "voted">,
    at: number,
    reason: { readonly reason: ReleaseReason; readonly message: string | null } | null,
  ): Promise<boolean>;

  /**
   * Keeps a vote, ends its lease as `voted` (whatever it had ended as before) and, in the same transaction, keeps the lease of the annotator's next question. Where a vote with that id, or
   * one of the annotator on that question, is kept already, nothing changes.
   * @returns null: it is kept now; else the one that was kept before.
   */
  recordVote(vote: VoteRecord, next: LeaseRecord | null): Promise<VoteRecord | null>;
  findVote(tenantId: string, voteId: string): Promise<VoteRecord | null>;
  /** Replaces what a vote says that was recorded at `recordedSince` or later; the old answer is kept beside it. Null where there is no such vote of that annotator. */
  reviseVote(
    tenantId: string,
    voteId: string,
    annotatorId: string,
    revised: Pick<VoteRecord, "answer" | "justification">,
    revisedAt: number,
    recordedSince: number,
  ): Promise<VoteRecord | null>;
  /** Votes of an annotator: all, and those recorded at `since` or later. */
  countVotes(tenantId: string, annotatorId: string, since: number): Promise<{ readonly total: number; readonly since: number }>;
}
