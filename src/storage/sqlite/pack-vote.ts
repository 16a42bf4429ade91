import type { LeaseRecord, VoteRecord } from "../../ports/question-store.ts";

type RecordVoteArguments = readonly [vote: VoteRecord, next: LeaseRecord | null];
type Values<Record, Names extends readonly (keyof Record)[]> = { readonly [Index in keyof Names]: Record[Names[Index]] };

type PackedVote = Values<
  VoteRecord,
  [
    "tenantId",
    "voteId",
    "questionId",
    "annotatorId",
    "leaseId",
    "left",
    "answer",
    "justification",
    "visibleMs",
    "late",
    "counted",
    "recordedAt",
    "revisedAt",
  ]
>;
type PackedLease = Values<
  LeaseRecord,
  ["tenantId", "leaseId", "questionId", "annotatorId", "fence", "left", "leasedAt", "expiresAt"]
>;

/** The arguments of `recordVote`: the vote's values side by side, and those of the next lease behind them where there is one. */
export type PackedRecordVote = readonly [...PackedVote, ...Partial<PackedLease>];

export function packRecordVote([vote, next]: RecordVoteArguments): PackedRecordVote {
  const packed: PackedVote = [
    vote.tenantId,
    vote.voteId,
    vote.questionId,
    vote.annotatorId,
    vote.leaseId,
    vote.left,
    vote.answer,
    vote.justification,
    vote.visibleMs,
    vote.late,
    vote.counted,
    vote.recordedAt,
    vote.revisedAt,
  ];
  return next === null ? packed : [...packed, ...packLease(next)];
}

function packLease(lease: LeaseRecord): PackedLease {
  const { tenantId, leaseId, questionId, annotatorId, fence, left, leasedAt, expiresAt } = lease;
  return [tenantId, leaseId, questionId, annotatorId, fence, left, leasedAt, expiresAt];
}

/** The arguments as they were. */
export function unpackRecordVote(packed: PackedRecordVote): RecordVoteArguments {
  const [tenantId, voteId, questionId, annotatorId, leaseId, left, answer] = packed;
  const [, , , , , , , justification, visibleMs, late, counted, recordedAt, revisedAt, ...lease] = packed;
  return [
    {
      tenantId,
      voteId,
      questionId,
      annotatorId,
      leaseId,
      left,
      answer,
      justification,
      visibleMs,
      late,
      counted,
      recordedAt,
      revisedAt,
    },
    lease.length === 0 ? null : unpackLease(lease as unknown as PackedLease),
  ];
}

function unpackLease([tenantId, leaseId, questionId, annotatorId, fence, left, leasedAt, expiresAt]: PackedLease): LeaseRecord {
  return { tenantId, leaseId, questionId, annotatorId, fence, left, leasedAt, expiresAt };
}
