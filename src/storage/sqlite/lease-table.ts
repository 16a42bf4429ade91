import type { Database, Statement } from "better-sqlite3";
import { assertInvariant } from "../../domain/assert.ts";
import type { LeaseEnd, LeaseRecord, ReleaseReason, VoteRecord } from "../../ports/question-store.ts";
import { prepareWriter, type RowWriter } from "./prepare-writer.ts";

type LeaseRow = LeaseRecord & { readonly end: LeaseEnd | null };
type ListedRow = LeaseRow & { readonly place: number; readonly wasPaused: 0 | 1 };

/** A lease with its place among the questions that were asked for. */
interface ListedLease {
  readonly place: number;
  readonly lease: LeaseRecord;
  readonly end: LeaseEnd | null;
  /** It was handed back for a break. */
  readonly wasPaused: boolean;
}

/** The statements on leases. */
export class LeaseTable {
  readonly #insert: RowWriter;
  readonly #find: Statement;
  readonly #end: RowWriter;
  readonly #answer: RowWriter;
  readonly #listWithoutVotes: Statement;

  constructor(database: Database) {
    this.#insert = prepareWriter(database, INSERT_LEASE);
    this.#find = database.prepare(FIND_LEASE);
    this.#end = prepareWriter(database, END_LEASE);
    this.#answer = prepareWriter(database, ANSWER_LEASE);
    this.#listWithoutVotes = database.prepare(LIST_WITHOUT_VOTES);
  }

  /** Throws where the id is taken, where the annotator holds the question already, and where there is no such question. */
  insert(lease: LeaseRecord): void {
    assertInvariant(
      this.#insert(lease).changes === 1,
      `The lease ${lease.leaseId} cannot be kept: its id is taken, ${lease.annotatorId} holds the question ${lease.questionId}, or there is no such question.`,
    );
  }

  find(tenantId: string, leaseId: string): { readonly lease: LeaseRecord; readonly end: LeaseEnd | null } | null {
    const row = this.#find.get({ tenantId, leaseId }) as LeaseRow | undefined;
    if (row === undefined) {
      return null;
    }
    const { end, ...lease } = row;
    return { lease, end };
  }

  /** False where it had ended and where there is none. */
  end(
    tenantId: string,
    leaseId: string,
    end: LeaseEnd,
    at: number,
    release: { readonly reason: ReleaseReason; readonly message: string | null } | null,
  ): boolean {
    const { reason, message } = release ?? { reason: null, message: null };
    return this.#end({ tenantId, leaseId, end, at, reason, message }).changes === 1;
  }

  /** Ends a lease as voted, whatever it had ended as. */
  answer({ tenantId, leaseId, recordedAt }: Pick<VoteRecord, "tenantId" | "leaseId" | "recordedAt">): void {
    this.#answer({ tenantId, leaseId, recordedAt });
  }

  /** Leases that no vote ended, in the order in which they were handed out. @param keys JSON: an array of `[tenantId, questionId]`. `place`: the position in it. */
  listWithoutVotes(keys: string): readonly ListedLease[] {
    const rows = this.#listWithoutVotes.all({ keys }) as readonly ListedRow[];
    return rows.map(({ place, end, wasPaused, ...lease }) => ({ place, lease, end, wasPaused: wasPaused === 1 }));
  }
}

const LEASE_COLUMNS = `
  l.tenant_id AS tenantId, l.lease_id AS leaseId, q.question_id AS questionId, l.annotator_id AS annotatorId, l.fence,
  l.left_candidate AS left, l.leased_at AS leasedAt, l.expires_at AS expiresAt, l.ended_as AS end`;

const INSERT_LEASE = `
  INSERT INTO leases (tenant_id, lease_id, question_key, annotator_id, fence, left_candidate, leased_at, expires_at)
  SELECT tenant_id, @leaseId, question_key, @annotatorId, @fence, @left, @leasedAt, @expiresAt
  FROM questions WHERE tenant_id = @tenantId AND question_id = @questionId
  ON CONFLICT DO NOTHING`;

const FIND_LEASE = `
  SELECT ${LEASE_COLUMNS} FROM leases AS l JOIN questions AS q USING (question_key)
  WHERE l.tenant_id = @tenantId AND l.lease_id = @leaseId`;

const END_LEASE = `
  UPDATE leases SET ended_as = @end, ended_at = @at, release_reason = @reason, release_message = @message
  WHERE tenant_id = @tenantId AND lease_id = @leaseId AND ended_as IS NULL`;

const ANSWER_LEASE = `
  UPDATE leases SET ended_as = 'voted', ended_at = @recordedAt WHERE tenant_id = @tenantId AND lease_id = @leaseId`;

const listWhere = (condition: string) => `
  SELECT k.key AS place, ${LEASE_COLUMNS}, l.release_reason IS 'paused' AS wasPaused
  FROM json_each(@keys) AS k
  CROSS JOIN questions AS q ON q.tenant_id = k.value ->> 0 AND q.question_id = k.value ->> 1
  CROSS JOIN leases AS l ON l.question_key = q.question_key AND ${condition}`;

// Two halves, so that each finds its rows by an index of its own.
const LIST_WITHOUT_VOTES = `
  ${listWhere("l.ended_as IS NULL")}
  UNION ALL
  ${listWhere("l.ended_as IN ('expired', 'released')")}
  ORDER BY place, fence`;
