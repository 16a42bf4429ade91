import { assertInvariant } from "../../src/domain/assert.ts";
import type {
  LeaseEnd,
  LeaseRecord,
  QuestionHistory,
  QuestionRecord,
  QuestionStore,
  ReleaseReason,
  VoteRecord,
} from "../../src/ports/question-store.ts";
import type { Synchronous } from "../../src/storage/sqlite/store-operation.ts";

/** A lease as it is kept. */
export interface KeptLease {
  readonly lease: LeaseRecord;
  end: LeaseEnd | null;
  /** It was handed back for a break. */
  wasPaused: boolean;
}

/** Questions, leases and votes in memory, for the promises of the port alone: what is kept can be read by whoever checks. */
export class MemoryQuestionStore implements Synchronous<QuestionStore> {
  readonly questions = new Map<string, QuestionRecord>();
  readonly leases = new Map<string, KeptLease>();
  /** In the order in which they were kept. */
  readonly votes = new Map<string, VoteRecord>();

  openQuestions(questions: readonly QuestionRecord[]): readonly QuestionHistory[] {
    for (const question of questions) {
      const key = keyOf(question.tenantId, question.questionId);
      const known = this.questions.get(key) ?? question;
      this.questions.set(key, { ...known, expiresAt: Math.max(known.expiresAt, question.expiresAt) });
    }
    return questions.map(({ tenantId, questionId }) => this.historyOf(tenantId, questionId));
  }

  findQuestion(tenantId: string, questionId: string): QuestionRecord | null {
    return this.questions.get(keyOf(tenantId, questionId)) ?? null;
  }

  loadOpenQuestions(now: number, limit: number): readonly { question: QuestionRecord; history: QuestionHistory }[] {
    return [...this.questions.values()]
      .filter(({ expiresAt }) => expiresAt > now)
      .sort((one, other) => other.expiresAt - one.expiresAt)
      .slice(0, limit)
      .map((question) => ({ question, history: this.historyOf(question.tenantId, question.questionId) }));
  }

  insertLease(lease: LeaseRecord): void {
    this.#assertFree(lease, null);
    this.leases.set(keyOf(lease.tenantId, lease.leaseId), { lease, end: null, wasPaused: false });
  }

  findLease(tenantId: string, leaseId: string): { lease: LeaseRecord; end: LeaseEnd | null } | null {
    const kept = this.leases.get(keyOf(tenantId, leaseId));
    return kept === undefined ? null : { lease: kept.lease, end: kept.end };
  }

  endLease(
    tenantId: string,
    leaseId: string,
    end: Exclude<LeaseEnd, "voted">,
    _at: number,
    release: { readonly reason: ReleaseReason } | null,
  ): boolean {
    const kept = this.leases.get(keyOf(tenantId, leaseId));
    if (kept === undefined || kept.end !== null) {
      return false;
    }
    kept.end = end;
    kept.wasPaused = release?.reason === "paused";
    return true;
  }

  recordVote(vote: VoteRecord, next: LeaseRecord | null): VoteRecord | null {
    const { tenantId, voteId, leaseId, questionId, annotatorId } = vote;
    const known =
      this.votes.get(keyOf(tenantId, voteId)) ??
      this.#votesOn(tenantId, questionId).find((other) => other.annotatorId === annotatorId);
    if (known !== undefined) {
      return known;
    }
    const kept = this.leases.get(keyOf(tenantId, leaseId));
    assertInvariant(
      kept?.lease.questionId === questionId && kept.lease.annotatorId === annotatorId,
      `The vote ${voteId} has no lease: ${leaseId} is none of ${annotatorId} on ${questionId}.`,
    );
    if (next !== null) {
      this.#assertFree(next, leaseId);
      this.leases.set(keyOf(next.tenantId, next.leaseId), { lease: next, end: null, wasPaused: false });
    }
    kept.end = "voted";
    kept.wasPaused = false;
    this.votes.set(keyOf(tenantId, voteId), vote);
    return null;
  }

  findVote(tenantId: string, voteId: string): VoteRecord | null {
    return this.votes.get(keyOf(tenantId, voteId)) ?? null;
  }

  reviseVote(
    tenantId: string,
    voteId: string,
    annotatorId: string,
    { answer, justification }: Pick<VoteRecord, "answer" | "justification">,
    revisedAt: number,
    recordedSince: number,
  ): VoteRecord | null {
    const known = this.findVote(tenantId, voteId);
    if (known === null || known.annotatorId !== annotatorId || known.recordedAt < recordedSince) {
      return null;
    }
    const vote = { ...known, answer, justification, revisedAt };
    this.votes.set(keyOf(tenantId, voteId), vote);
    return vote;
  }

  countVotes(tenantId: string, annotatorId: string, since: number): { total: number; since: number } {
    const own = [...this.votes.values()].filter((vote) => vote.tenantId === tenantId && vote.annotatorId === annotatorId);
    return { total: own.length, since: own.filter(({ recordedAt }) => recordedAt >= since).length };
  }

  historyOf(tenantId: string, questionId: string): QuestionHistory {
    const votes = this.#votesOn(tenantId, questionId);
    const leases = [...this.leases.values()]
      .filter(({ lease }) => lease.tenantId === tenantId && lease.questionId === questionId)
      .sort((one, other) => one.lease.fence - other.lease.fence);
    return {
      votes: votes.filter(({ counted }) => counted),
      seenBy: [...new Set(leases.filter(({ wasPaused }) => !wasPaused).map(({ lease }) => lease.annotatorId))],
      leases: leases.filter(({ end }) => end === null).map(({ lease }) => lease),
      fence: Math.max(0, ...leases.map(({ lease }) => lease.fence)),
    };
  }

  #votesOn(tenantId: string, questionId: string): readonly VoteRecord[] {
    return [...this.votes.values()].filter((vote) => vote.tenantId === tenantId && vote.questionId === questionId);
  }

  /** @param ending the lease that ends in the same transaction. */
  #assertFree({ tenantId, leaseId, questionId, annotatorId }: LeaseRecord, ending: string | null): void {
    const isHolding = [...this.leases.values()].some(
      ({ lease, end }) =>
        end === null &&
        lease.leaseId !== ending &&
        lease.tenantId === tenantId &&
        lease.questionId === questionId &&
        lease.annotatorId === annotatorId,
    );
    assertInvariant(
      !isHolding && !this.leases.has(keyOf(tenantId, leaseId)) && this.questions.has(keyOf(tenantId, questionId)),
      `The lease ${leaseId} cannot be kept: its id is taken, ${annotatorId} holds the question ${questionId}, or there is no such question.`,
    );
  }
}

function keyOf(tenantId: string, id: string): string {
  return `${tenantId}\n${id}`;
}
