import type { Database, Statement } from "better-sqlite3";
import { assertInvariant } from "../../domain/assert.ts";
import type {
  LeaseEnd,
  LeaseRecord,
  QuestionHistory,
  QuestionRecord,
  QuestionStore,
  ReleaseReason,
  VoteRecord,
} from "../../ports/question-store.ts";
import { LeaseTable } from "./lease-table.ts";
import { prepareWriter, type RowWriter } from "./prepare-writer.ts";
import type { Synchronous } from "./store-operation.ts";
import { VoteTable } from "./vote-table.ts";

type QuestionRow = Omit<QuestionRecord, "content"> & { readonly content: string };
type QuestionKey = Pick<QuestionRecord, "tenantId" | "questionId">;

/** Questions, leases and votes in SQLite. */
export class SqliteQuestionStore implements Synchronous<QuestionStore> {
  readonly #leases: LeaseTable;
  readonly #votes: VoteTable;
  readonly #open: RowWriter;
  readonly #find: Statement;
  readonly #listOpen: Statement;

  constructor(database: Database) {
    this.#leases = new LeaseTable(database);
    this.#votes = new VoteTable(database);
    this.#open = prepareWriter(database, OPEN_QUESTION);
    this.#find = database.prepare(`${SELECT_QUESTIONS} WHERE tenant_id = @tenantId AND question_id = @questionId`);
    this.#listOpen = database.prepare(`${SELECT_QUESTIONS} WHERE expires_at > @now ORDER BY expires_at DESC LIMIT @limit`);
  }

  openQuestions(questions: readonly QuestionRecord[]): readonly QuestionHistory[] {
    for (const { tenantId, questionId, createdAt, expiresAt, audience, content } of questions) {
      this.#open({ tenantId, questionId, createdAt, expiresAt, audience, content: JSON.stringify(content) });
    }
    return this.#readHistories(questions);
  }

  findQuestion(tenantId: string, questionId: string): QuestionRecord | null {
    const row = this.#find.get({ tenantId, questionId }) as QuestionRow | undefined;
    return row === undefined ? null : toRecord(row);
  }

  loadOpenQuestions(
    now: number,
    limit: number,
  ): readonly { readonly question: QuestionRecord; readonly history: QuestionHistory }[] {
    const questions = (this.#listOpen.all({ now, limit }) as readonly QuestionRow[]).map(toRecord);
    const histories = this.#readHistories(questions);
    return questions.map((question, place) => ({ question, history: historyAt(histories, place) }));
  }

  insertLease(lease: LeaseRecord): void {
    this.#leases.insert(lease);
  }

  findLease(tenantId: string, leaseId: string): { readonly lease: LeaseRecord; readonly end: LeaseEnd | null } | null {
    return this.#leases.find(tenantId, leaseId);
  }

  endLease(
    tenantId: string,
    leaseId: string,
    end: Exclude<LeaseEnd, "voted">,
    at: number,
    reason: { readonly reason: ReleaseReason; readonly message: string | null } | null,
  ): boolean {
    return this.#leases.end(tenantId, leaseId, end, at, reason);
  }

  recordVote(vote: VoteRecord, next: LeaseRecord | null): VoteRecord | null {
    if (!this.#votes.insert(vote)) {
      return this.#findKept(vote);
    }
    this.#leases.answer(vote);
    if (next !== null) {
      this.#leases.insert(next);
    }
    return null;
  }

  findVote(tenantId: string, voteId: string): VoteRecord | null {
    return this.#votes.find(tenantId, voteId);
  }

  reviseVote(
    tenantId: string,
    voteId: string,
    annotatorId: string,
    { answer, justification }: Pick<VoteRecord, "answer" | "justification">,
    revisedAt: number,
    recordedSince: number,
  ): VoteRecord | null {
    const isRevised = this.#votes.revise({ tenantId, voteId, annotatorId, answer, justification, revisedAt, recordedSince });
    return isRevised ? this.#votes.find(tenantId, voteId) : null;
  }

  countVotes(tenantId: string, annotatorId: string, since: number): { readonly total: number; readonly since: number } {
    return this.#votes.count(tenantId, annotatorId, since);
  }

  #findKept({ tenantId, voteId, questionId, annotatorId, leaseId }: VoteRecord): VoteRecord {
    const kept = this.#votes.find(tenantId, voteId) ?? this.#votes.findOfAnnotator(tenantId, questionId, annotatorId);
    assertInvariant(kept !== null, `The vote ${voteId} has no lease: ${leaseId} is none of ${annotatorId} on ${questionId}.`);
    return kept;
  }

  /** Two statements however many questions there are. */
  #readHistories(questions: readonly QuestionKey[]): readonly QuestionHistory[] {
    const keys = JSON.stringify(questions.map(({ tenantId, questionId }) => [tenantId, questionId]));
    const drafts = questions.map(() => ({
      votes: [] as VoteRecord[],
      seenBy: new Set<string>(),
      leases: [] as LeaseRecord[],
      fence: 0,
    }));
    for (const { place, vote, fence } of this.#votes.list(keys)) {
      const draft = historyAt(drafts, place);
      draft.seenBy.add(vote.annotatorId);
      draft.fence = Math.max(draft.fence, fence);
      if (vote.counted) {
        draft.votes.push(vote);
      }
    }
    for (const { place, lease, end, wasPaused } of this.#leases.listWithoutVotes(keys)) {
      const draft = historyAt(drafts, place);
      if (!wasPaused) {
        draft.seenBy.add(lease.annotatorId);
      }
      draft.fence = Math.max(draft.fence, lease.fence);
      if (end === null) {
        draft.leases.push(lease);
      }
    }
    return drafts.map(({ seenBy, ...draft }) => ({ ...draft, seenBy: [...seenBy] }));
  }
}

function historyAt<History>(histories: readonly History[], place: number): History {
  const history = histories[place];
  assertInvariant(history !== undefined, `There is no question at place ${place} of those that were asked for.`);
  return history;
}

function toRecord(row: QuestionRow): QuestionRecord {
  return { ...row, content: JSON.parse(row.content) };
}

const OPEN_QUESTION = `
  INSERT INTO questions (tenant_id, question_id, created_at, expires_at, audience, content)
  VALUES (@tenantId, @questionId, @createdAt, @expiresAt, @audience, @content)
  ON CONFLICT (tenant_id, question_id) DO UPDATE SET expires_at = excluded.expires_at WHERE excluded.expires_at > questions.expires_at`;

const SELECT_QUESTIONS = `
  SELECT tenant_id AS tenantId, question_id AS questionId, content, audience, created_at AS createdAt, expires_at AS expiresAt
  FROM questions`;
