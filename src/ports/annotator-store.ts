/** Where an annotator came from. `api`: another front end speaks for them with a key of its own. */
export const ANNOTATOR_SOURCES = ["invite", "prolific", "mturk", "guest", "api"] as const;
export type AnnotatorSource = (typeof ANNOTATOR_SOURCES)[number];

export interface AnnotatorRecord {
  readonly tenantId: string;
  readonly annotatorId: string;
  /** The qualified group whose questions this annotator may answer, besides those for `global`. */
  readonly audience: string;
  readonly source: AnnotatorSource;
  /** Who they are where they came from: a Prolific or MTurk id, a front end's own; null: nobody elsewhere. Unique within tenant and source. */
  readonly externalId: string | null;
  readonly createdAt: number;
}

/** A single-use way in. The token itself is never kept. */
export interface InviteRecord {
  readonly tenantId: string;
  /** Lower-case hex SHA-256 of the token. */
  readonly tokenDigest: string;
  readonly audience: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** A signed-in annotator's browser or program. The token itself is never kept. */
export interface SessionRecord {
  readonly tokenDigest: string;
  readonly tenantId: string;
  readonly annotatorId: string;
  /** The place of a crowd's visitor, such as Prolific's session id or MTurk's assignment id; null: none. */
  readonly visit: string | null;
  /** When it began. A visit that signs in again, after a reload or on another device, began when it did so first: its votes count from then on. */
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** An annotator's counted votes on pairs, held against those of the others on the same questions. */
export interface VoterTally extends Pick<AnnotatorRecord, "annotatorId" | "audience" | "source" | "externalId"> {
  readonly votes: number;
  /** Votes that took a side, of the candidates and of the screen. */
  readonly decided: number;
  readonly decidedLeft: number;
  /** Decided votes on questions on which the others, without this annotator, were more for one side than for the other; and those of them for that side. */
  readonly compared: number;
  readonly agreed: number;
  /** From the lease to the vote; the lower of the two in the middle. */
  readonly medianMs: number;
  readonly lastVoteAt: number;
}

/** Annotators, their invites and sessions. Each method is one atomic operation, durable when its promise resolves. */
export interface AnnotatorStore {
  insertInvites(invites: readonly InviteRecord[]): Promise<void>;
  /**
   * Uses up the invite that has that token and signs the annotator in: whoever holds the token is admitted once. The annotator's tenant and audience are the
   * invite's. Null where there is no such invite, where it was used, and where it has expired at `at`.
   */
  redeemInvite(
    tokenDigest: string,
    annotator: Pick<AnnotatorRecord, "annotatorId" | "createdAt">,
    session: Pick<SessionRecord, "tokenDigest" | "expiresAt">,
    at: number,
  ): Promise<AnnotatorRecord | null>;
  /**
   * Signs an annotator in, and keeps them unless one with that source and external id is kept; returns the one that is. A null external id is always somebody new. The
   * session of a visit that the annotator has a session of already is kept with the beginning of the earliest of them, and ends the sessions of their other visits: a vote
   * counts for one visit, and one is paid for each.
   */
  admitAnnotator(
    annotator: AnnotatorRecord,
    session: Pick<SessionRecord, "tokenDigest" | "visit" | "createdAt" | "expiresAt">,
  ): Promise<AnnotatorRecord>;
  /** Found by the token alone: who asks is known only afterwards. Expired ones too. */
  findSession(tokenDigest: string): Promise<{ readonly session: SessionRecord; readonly annotator: AnnotatorRecord } | null>;
  endSession(tokenDigest: string): Promise<boolean>;
  /** Whoever has a counted vote on a pair that was recorded at `since` or later, by those votes alone; most votes first. Reads all of them: not for a server that answers others meanwhile. */
  tallyVoters(tenantId: string, since: number): Promise<readonly VoterTally[]>;
  /** Deletes up to `limit` sessions and invites that expired before that instant. Returns how many. */
  purgeSessions(expiredBefore: number, limit: number): Promise<number>;
}
