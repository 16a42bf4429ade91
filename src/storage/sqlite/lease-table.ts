import type { Database, Statement } from "better-sqlite3";
import { assertInvariant } from "../../domain/assert.ts";
import type { LeaseEnd, LeaseRecord, ReleaseReason } from "../../ports/question-store.ts";

type LeaseRow = LeaseRecord & { readonly end: LeaseEnd | null };

/** The statements on leases. */
export class LeaseTable {
  readonly #insert: Statement;
  readonly #find: Statement;
  readonly #end: Statement;
  readonly #answer: Statement;
  readonly #listWithoutVotes: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare(INSERT_LEASE);
    this.#find = database.prepare(`SELECT ${LEASE_COLUMNS} FROM leases AS l WHERE tenant_id = @tenantId AND lease_id = @leaseId`);
    this.#end = database.prepare(END_LEASE);
    this.#answer = database.prepare(ANSWER_LEASE);
    this.#listWithoutVotes = database.prepare(LIST_WITHOUT_VOTES);
  }

  /** Throws where the id is taken, where the annotator holds the question already, and (by the foreign key) where there is no such question. */
  insert(lease: LeaseRecord): void {
    assertInvariant(
      this.#insert.run(lease).changes === 1,
      `The lease ${lease.leaseId} is kept already, or ${lease.annotatorId} holds the question ${lease.questionId}.`,
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
    return this.#end.run({ tenantId, leaseId, end, at, reason, message }).changes === 1;
  }

  /** Ends a lease as voted, whatever it had ended as. False where that annotator has no such lease on that question. */
  answer(
    vote: Pick<LeaseRecord, "tenantId" | "leaseId" | "questionId" | "annotatorId"> & { readonly recordedAt: number },
  ): boolean {
    return this.#answer.run(vote).changes === 1;
  }

  /** Leases that no vote ended, in the order in which they were handed out. @param keys JSON: an array of `[tenantId, questionId]`. `place`: the position in it. */
  listWithoutVotes(
    keys: string,
  ): readonly { readonly place: number; readonly lease: LeaseRecord; readonly end: LeaseEnd | null }[] {
    const rows = this.#listWithoutVotes.all({ keys }) as readonly (LeaseRow & { readonly place: number })[];
    return rows.map(({ place, end, ...lease }) => ({ place, lease, end }));
  }
}

const LEASE_COLUMNS = `
  l.tenant_id AS tenantId, l.lease_id AS leaseId, l.question_id AS questionId, l.annotator_id AS annotatorId, l.fence,
  l.left_candidate AS left, l.leased_at AS leasedAt, l.expires_at AS expiresAt, l.ended_as AS end`;

const INSERT_LEASE = `
  INSERT INTO leases (tenant_id, lease_id, question_id, annotator_id, fence, left_candidate, leased_at, expires_at)
  VALUES (@tenantId, @leaseId, @questionId, @annotatorId, @fence, @left, @leasedAt, @expiresAt)
  ON CONFLICT DO NOTHING`;

const END_LEASE = `
  UPDATE leases SET ended_as = @end, ended_at = @at, release_reason = @reason, release_message = @message
  WHERE tenant_id = @tenantId AND lease_id = @leaseId AND ended_as IS NULL`;

const ANSWER_LEASE = `
  UPDATE leases SET ended_as = 'voted', ended_at = @recordedAt
  WHERE tenant_id = @tenantId AND lease_id = @leaseId AND question_id = @questionId AND annotator_id = @annotatorId`;

// Two halves, so that each finds its rows by an index of its own.
const LIST_WITHOUT_VOTES = `
  SELECT k.key AS place, ${LEASE_COLUMNS}
  FROM json_each(@keys) AS k
  CROSS JOIN leases AS l ON l.tenant_id = k.value ->> 0 AND l.question_id = k.value ->> 1 AND l.ended_as IS NULL
  UNION ALL
  SELECT k.key AS place, ${LEASE_COLUMNS}
  FROM json_each(@keys) AS k
  CROSS JOIN leases AS l ON l.tenant_id = k.value ->> 0 AND l.question_id = k.value ->> 1 AND l.ended_as IN ('expired', 'released')
  ORDER BY place, fence`;
