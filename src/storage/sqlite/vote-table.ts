import type { Database, Statement } from "better-sqlite3";
import type { VoteAnswer } from "../../domain/questions/vote.ts";
import type { VoteRecord } from "../../ports/question-store.ts";
import { prepareWriter, type RowWriter } from "./prepare-writer.ts";

type VoteRow = Omit<VoteRecord, "answer" | "late" | "counted"> & {
  readonly answer: string;
  readonly late: 0 | 1;
  readonly counted: 0 | 1;
};

const DAY_MS = 86_400_000;

/** The statements on votes and the answers they had before. */
export class VoteTable {
  readonly #insert: RowWriter;
  readonly #find: Statement;
  readonly #findOfAnnotator: Statement;
  readonly #list: Statement;
  readonly #keepAnswer: Statement;
  readonly #replaceAnswer: Statement;
  readonly #count: RowWriter;
  readonly #sumCounts: Statement;
  readonly #countOnDay: Statement;

  constructor(database: Database) {
    this.#insert = prepareWriter(database, INSERT_VOTE);
    this.#find = database.prepare(FIND_VOTE);
    this.#findOfAnnotator = database.prepare(FIND_VOTE_OF_ANNOTATOR);
    this.#list = database.prepare(LIST_VOTES);
    this.#keepAnswer = database.prepare(KEEP_ANSWER);
    this.#replaceAnswer = database.prepare(REPLACE_ANSWER);
    this.#count = prepareWriter(database, COUNT_VOTE);
    this.#sumCounts = database.prepare(SUM_COUNTS);
    this.#countOnDay = database.prepare(COUNT_ON_DAY).pluck();
  }

  /** False, and nothing changes, where a vote with that id or one of the annotator on that question is there, and where the annotator has no such lease on that question. */
  insert(vote: VoteRecord): boolean {
    const { tenantId, voteId, questionId, annotatorId, leaseId, left, visibleMs, recordedAt, revisedAt, justification } = vote;
    const day = dayOf(recordedAt);
    const inserted = this.#insert({
      tenantId,
      voteId,
      questionId,
      annotatorId,
      leaseId,
      day,
      left,
      visibleMs,
      late: Number(vote.late),
      counted: Number(vote.counted),
      recordedAt,
      revisedAt,
      answer: JSON.stringify(vote.answer),
      justification,
    });
    if (inserted.changes === 0) {
      return false;
    }
    this.#count({ tenantId, annotatorId, day, voteKey: inserted.lastInsertRowid });
    return true;
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
    readonly justification: string | null;
    readonly revisedAt: number;
    readonly recordedSince: number;
  }): boolean {
    const row = { ...change, answer: JSON.stringify(change.answer) };
    return this.#keepAnswer.run(row).changes === 1 && this.#replaceAnswer.run(row).changes === 1;
  }

  /** Votes of an annotator: all, and those recorded at that instant or later. */
  count(tenantId: string, annotatorId: string, since: number): { readonly total: number; readonly since: number } {
    const day = dayOf(since);
    const isWholeDay = since === day * DAY_MS;
    const days = this.#sumCounts.get({ tenantId, annotatorId, since: isWholeDay ? day : day + 1 }) as {
      total: number;
      since: number;
    };
    const rest = isWholeDay ? 0 : (this.#countOnDay.get({ tenantId, annotatorId, day, since }) as number);
    return { total: days.total, since: days.since + rest };
  }
}

/** Days of UTC since 1970-01-01. */
function dayOf(instant: number): number {
  return Math.floor(instant / DAY_MS);
}

function toRecord(row: VoteRow): VoteRecord;
function toRecord(row: VoteRow | undefined): VoteRecord | null;
function toRecord(row: VoteRow | undefined): VoteRecord | null {
  return row === undefined ? null : { ...row, answer: JSON.parse(row.answer), late: row.late === 1, counted: row.counted === 1 };
}

const VOTE_COLUMNS = `
  v.tenant_id AS tenantId, v.vote_id AS voteId, q.question_id AS questionId, v.annotator_id AS annotatorId, l.lease_id AS leaseId,
  v.left_candidate AS left, v.answer, v.justification, v.visible_ms AS visibleMs, v.late, v.counted,
  v.recorded_at AS recordedAt, v.revised_at AS revisedAt`;

// Any of the two rules of uniqueness may hold it back, or a lease that is none of that annotator on that question.
const INSERT_VOTE = `
  INSERT INTO votes (
    tenant_id, vote_id, question_key, annotator_id, lease_key, previous_vote_key, left_candidate, visible_ms, late, counted,
    recorded_at, revised_at, answer, justification
  )
  SELECT l.tenant_id, @voteId, l.question_key, l.annotator_id, l.lease_key,
    (SELECT last_vote_key FROM vote_counts WHERE tenant_id = @tenantId AND annotator_id = @annotatorId AND day = @day),
    @left, @visibleMs, @late, @counted, @recordedAt, @revisedAt, @answer, @justification
  FROM leases AS l CROSS JOIN questions AS q ON q.question_key = l.question_key AND q.question_id = @questionId
  WHERE l.tenant_id = @tenantId AND l.lease_id = @leaseId AND l.annotator_id = @annotatorId
  ON CONFLICT DO NOTHING`;

const COUNT_VOTE = `
  INSERT INTO vote_counts (tenant_id, annotator_id, day, vote_count, last_vote_key)
  VALUES (@tenantId, @annotatorId, @day, 1, @voteKey)
  ON CONFLICT (tenant_id, annotator_id, day)
  DO UPDATE SET vote_count = vote_count + 1, last_vote_key = excluded.last_vote_key`;

const FIND_VOTE = `
  SELECT ${VOTE_COLUMNS}
  FROM votes AS v CROSS JOIN leases AS l USING (lease_key) CROSS JOIN questions AS q ON q.question_key = v.question_key
  WHERE v.tenant_id = @tenantId AND v.vote_id = @voteId`;

const FIND_VOTE_OF_ANNOTATOR = `
  SELECT ${VOTE_COLUMNS}
  FROM questions AS q CROSS JOIN votes AS v USING (question_key) CROSS JOIN leases AS l USING (lease_key)
  WHERE q.tenant_id = @tenantId AND q.question_id = @questionId AND v.annotator_id = @annotatorId`;

const LIST_VOTES = `
  SELECT k.key AS place, l.fence, ${VOTE_COLUMNS}
  FROM json_each(@keys) AS k
  CROSS JOIN questions AS q ON q.tenant_id = k.value ->> 0 AND q.question_id = k.value ->> 1
  CROSS JOIN votes AS v USING (question_key)
  CROSS JOIN leases AS l USING (lease_key)
  ORDER BY place, v.vote_key`;

const KEEP_ANSWER = `
  INSERT INTO replaced_answers (vote_key, position, answer, answered_at, replaced_at)
  SELECT vote_key, 1 + (SELECT count(*) FROM replaced_answers AS r WHERE r.vote_key = v.vote_key),
    answer, coalesce(revised_at, recorded_at), @revisedAt
  FROM votes AS v
  WHERE tenant_id = @tenantId AND vote_id = @voteId AND annotator_id = @annotatorId AND recorded_at >= @recordedSince`;

const REPLACE_ANSWER = `
  UPDATE votes SET answer = @answer, justification = @justification, revised_at = @revisedAt WHERE tenant_id = @tenantId AND vote_id = @voteId`;

const SUM_COUNTS = `
  SELECT total(vote_count) AS total, total(vote_count) FILTER (WHERE day >= @since) AS since
  FROM vote_counts WHERE tenant_id = @tenantId AND annotator_id = @annotatorId`;

// Not "until the first that is older": a clock that was set back must lose none.
const COUNT_ON_DAY = `
  WITH RECURSIVE votes_of_day (previous_vote_key, recorded_at) AS (
    SELECT v.previous_vote_key, v.recorded_at
    FROM vote_counts AS c JOIN votes AS v ON v.vote_key = c.last_vote_key
    WHERE c.tenant_id = @tenantId AND c.annotator_id = @annotatorId AND c.day = @day
    UNION ALL
    SELECT v.previous_vote_key, v.recorded_at
    FROM votes_of_day AS o JOIN votes AS v ON v.vote_key = o.previous_vote_key
  )
  SELECT count(*) FROM votes_of_day WHERE recorded_at >= @since`;
