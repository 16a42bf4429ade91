import type { CompareContent } from "../domain/questions/question.ts";

/**
 * A vote is part of the log as what was known when it was recorded says, and what became known so soon after: so that the log is the same whenever it is read from then on. Nobody learns from a vote before.
 * What is kept later counts for later votes.
 */
export const OPINION_GRACE_MS = 10_000;

/** What one source said of a question's two candidates, in the question's own order. Kept once: a source does not change its mind under one revision. */
export interface OpinionRecord {
  readonly tenantId: string;
  readonly questionId: string;
  readonly sourceId: string;
  readonly sourceKind: "reward_model" | "judge" | "learned" | "rubric";
  readonly sourceRevision: string;
  readonly rawA: number;
  readonly rawB: number;
}

/** What a question was asked about, and how likely it was to be asked at all. */
export interface AskedRecord {
  readonly tenantId: string;
  readonly questionId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  /** 0 < p ≤ 1: 1 where it was asked for its own sake, the audit's share where it was drawn by lot. */
  readonly inclusionProbability: number;
  /** When people were asked: it, and the opinions kept with it, count for votes recorded from then on, and shortly before. */
  readonly askedAt: number;
}

/** Where a vote stands in the log of all counted votes: by the time it was recorded, then by its id. */
export interface LogPosition {
  readonly recordedAt: number;
  readonly voteId: string;
}

/** A counted vote on a pair of which it was known what it was asked about. */
export interface LoggedVote {
  readonly position: LogPosition;
  readonly annotatorId: string;
  /** In the question's own order; `both_bad` is a tie. */
  readonly choice: "a" | "b" | "tie";
  readonly questionId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly inclusionProbability: number;
  readonly content: CompareContent;
  readonly opinions: readonly Pick<OpinionRecord, "sourceId" | "sourceKind" | "sourceRevision" | "rawA" | "rawB">[];
}

export const SNAPSHOT_KINDS = ["calibrations", "learned"] as const;
export type SnapshotKind = (typeof SNAPSHOT_KINDS)[number];

/** Something learned from the vote log, up to a place in it. Never changed but for whether it is in use. */
export interface SnapshotRecord {
  readonly tenantId: string;
  readonly kind: SnapshotKind;
  /** Counts up from 1. */
  readonly revision: number;
  /** Lower-case hex SHA-256 of the payload. */
  readonly digest: string;
  readonly learnedUpTo: LogPosition;
  readonly votes: number;
  /** JSON: what was measured of it. */
  readonly metrics: string;
  readonly payload: Uint8Array;
  readonly createdAt: number;
  /** Rolled back by hand: never used again. */
  readonly isWithdrawn: boolean;
}

/** What votes teach about sources: who said what of which question, the log of votes, and what was learned from it. Each method is one atomic operation. */
export interface EvidenceStore {
  /**
   * Keeps what is not kept yet. Of what a question was asked about the larger probability counts. Nothing is kept of a question that is not itself kept: nobody can have voted on it.
   * All of it lives as long as the question and its votes.
   */
  keepOpinions(asked: readonly AskedRecord[], opinions: readonly OpinionRecord[]): Promise<void>;
  /** Up to `limit` votes after a place in the log that were recorded before an instant, in the log's order. @param after null: from the beginning. */
  readVoteLog(tenantId: string, after: LogPosition | null, recordedBefore: number, limit: number): Promise<readonly LoggedVote[]>;
  /** Tenants with a counted vote on a pair since they first kept what a question was asked about. */
  listVotedTenants(): Promise<readonly string[]>;
  /**
   * False, and nothing changes, where the revision is not the next one, or the newest that is not withdrawn has become another than `follows`: what was learned then went on from something that is in use no more. Drops what
   * is older than the newest `kept` of the kind that are not withdrawn, so that one can go back again after having gone back.
   * @param kept ≥ 1.
   * @param follows revision of the newest that was not withdrawn when learning began; 0: there was none.
   */
  keepSnapshot(snapshot: SnapshotRecord, kept: number, follows: number): Promise<boolean>;
  /** The newest that is not withdrawn; null: there is none. @param olderThan only those before this revision. */
  findSnapshot(tenantId: string, kind: SnapshotKind, olderThan?: number): Promise<SnapshotRecord | null>;
  /** Newest first, without their payloads. */
  listSnapshots(tenantId: string, kind: SnapshotKind): Promise<readonly Omit<SnapshotRecord, "payload">[]>;
  /** False where there is no such snapshot. */
  withdrawSnapshot(tenantId: string, kind: SnapshotKind, revision: number): Promise<boolean>;
}
