import type { Database, Statement } from "better-sqlite3";
import type { VoteAnswer } from "../../domain/questions/vote.ts";
import type { VoteRecord } from "../../ports/question-store.ts";

type VoteRow = Omit<VoteRecord, "answer" | "late" | "counted"> & {
  readonly answer: string;
  readonly late: 0 | 1;
  readonly counted: 0 | 1;
};

/** The statements on votes and the answers they had before. */
export class VoteTable {
  readonly #insert: Statement;
  readonly #find: Statement;
  readonly #findOfAnnotator: Statement;
  readonly #list: Statement;
  readonly #keepAnswer: Statement;
  readonly #replaceAnswer: Statement;
  readonly #count: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare(INSERT_VOTE);
    this.#find = database.prepare(`SELECT ${VOTE_COLUMNS} FROM votes AS v WHERE tenant_id = @tenantId AND vote_id = @voteId`);
    this.#findOfAnnotator = database.prepare(FIND_VOTE_OF_ANNOTATOR);
    this.#list = database.prepare(LIST_VOTES);
    this.#keepAnswer = database.prepare(KEEP_ANSWER);
    this.#replaceAnswer = database.prepare(REPLACE_ANSWER);
    this.#count = database.prepare(COUNT_VOTES);
  }

  /** False, and nothing changes, where a vote with that id or one of the annotator on that question is there. */
  insert(vote: VoteRecord): boolean {
    const row = { ...vote, answer: JSON.stringify(vote.answer), late: Number(vote.late), counted: Number(vote.counted) };
    return this.#insert.run(row).changes === 1;
  }

  find(tenantId: string, voteId: string): VoteRecord | null {
    return toRecord(this.#find.get({ tenantId, voteId }) as VoteRow | undefined);
  }

  findOfAnnotator(tenantId: string, questionId: string, annotatorId: string): VoteRecord | null {
    return toRecord(this.#findOfAnnotator.get({ tenantId, questionId, annotatorId }) as VoteRow | undefined);
  }

  /** All votes on questions, in the order in which they were kept, each with its lease's fence. @param keys JSON: an array of `[tenantId, questionId]`. `place`: the position in it. */
  list(keys: string): readonly { readonly place: number; readonly vote: VoteRecord; readonly fence: number }[] {
    const rows = this.#list.all({ keys }) as readonly (VoteRow & { readonly place: number; readonly fence: number })[];
    return rows.map(({ place, fence, ...row }) => ({ place, vote: toRecord(row), fence }));
  }

  /** Replaces the answer of that annotator's vote if it was recorded at `recordedSince` or later, and keeps the old one. False where there is none such. */
  revise(change: {
    readonly tenantId: string;
    readonly voteId: string;
    readonly annotatorId: string;
    readonly answer: VoteAnswer;
    readonly revisedAt: number;
    readonly recordedSince: number;
  }): boolean {
    const row = { ...change, answer: JSON.stringify(change.answer) };
    return this.#keepAnswer.run(row).changes === 1 && this.#replaceAnswer.run(row).changes === 1;
  }

  count(tenantId: string, annotatorId: string, since: number): { readonly total: number; readonly since: number } {
    return this.#count.get({ tenantId, annotatorId, since }) as { total: number; since: number };
  }
}

function toRecord(row: VoteRow): VoteRecord;
function toRecord(row: VoteRow | undefined): VoteRecord | null;
function toRecord(row: VoteRow | undefined): VoteRecord | null {
  return row === undefined ? null : { ...row, answer: JSON.parse(row.answer), late: row.late === 1, counted: row.counted === 1 };
}

const VOTE_COLUMNS = `
  v.tenant_id AS tenantId, v.vote_id AS voteId, v.question_id AS questionId, v.annotator_id AS annotatorId, v.lease_id AS leaseId,
  v.left_candidate AS left, v.answer, v.justification, v.visible_ms AS visibleMs, v.late, v.counted,
  v.recorded_at AS recordedAt, v.revised_at AS revisedAt`;

// Any of the two rules of uniqueness may hold it back.
const INSERT_VOTE = `
  INSERT INTO votes (
    tenant_id, vote_id, question_id, annotator_id, lease_id, left_candidate, visible_ms, late, counted, recorded_at, revised_at,
    answer, justification
  ) VALUES (
    @tenantId, @voteId, @questionId, @annotatorId, @leaseId, @left, @visibleMs, @late, @counted, @recordedAt, @revisedAt,
    @answer, @justification
  ) ON CONFLICT DO NOTHING`;

const FIND_VOTE_OF_ANNOTATOR = `
  SELECT ${VOTE_COLUMNS} FROM votes AS v
  WHERE tenant_id = @tenantId AND question_id = @questionId AND annotator_id = @annotatorId`;

// By the row's number: the order of the commits, whatever the clock did.
const LIST_VOTES = `
  SELECT k.key AS place, l.fence, ${VOTE_COLUMNS}
  FROM json_each(@keys) AS k
  CROSS JOIN votes AS v ON v.tenant_id = k.value ->> 0 AND v.question_id = k.value ->> 1
  CROSS JOIN leases AS l ON l.tenant_id = v.tenant_id AND l.lease_id = v.lease_id
  ORDER BY place, v.rowid`;

const KEEP_ANSWER = `
  INSERT INTO replaced_answers (tenant_id, vote_id, position, answer, answered_at, replaced_at)
  SELECT tenant_id, vote_id,
    1 + (SELECT count(*) FROM replaced_answers AS r WHERE r.tenant_id = v.tenant_id AND r.vote_id = v.vote_id),
    answer, coalesce(revised_at, recorded_at), @revisedAt
  FROM votes AS v
  WHERE tenant_id = @tenantId AND vote_id = @voteId AND annotator_id = @annotatorId AND recorded_at >= @recordedSince`;

const REPLACE_ANSWER = `
  UPDATE votes SET answer = @answer, revised_at = @revisedAt WHERE tenant_id = @tenantId AND vote_id = @voteId`;

const COUNT_VOTES = `
  SELECT count(*) AS total, count(*) FILTER (WHERE recorded_at >= @since) AS since
  FROM votes WHERE tenant_id = @tenantId AND annotator_id = @annotatorId`;
