import type { Database, Statement } from "better-sqlite3";
import { assertInvariant } from "../../domain/assert.ts";
import type { AnnotatorRecord, AnnotatorStore, InviteRecord, SessionRecord, VoterTally } from "../../ports/annotator-store.ts";
import type { Synchronous } from "./store-operation.ts";

/** Annotators, invites and sessions in SQLite. */
export class SqliteAnnotatorStore implements Synchronous<AnnotatorStore> {
  readonly #insertInvite: Statement;
  readonly #useInvite: Statement;
  readonly #insertAnnotator: Statement;
  readonly #findFromElsewhere: Statement;
  readonly #insertSession: Statement;
  readonly #endOtherVisits: Statement;
  readonly #findSession: Statement;
  readonly #findAnnotator: Statement;
  readonly #deleteSession: Statement;
  readonly #tallyVoters: Statement;
  readonly #purgeSessions: Statement;
  readonly #purgeInvites: Statement;

  constructor(database: Database) {
    this.#insertInvite = database.prepare(INSERT_INVITE);
    this.#useInvite = database.prepare(USE_INVITE);
    this.#insertAnnotator = database.prepare(INSERT_ANNOTATOR);
    this.#findFromElsewhere = database.prepare(FIND_FROM_ELSEWHERE);
    this.#insertSession = database.prepare(INSERT_SESSION);
    this.#endOtherVisits = database.prepare(END_OTHER_VISITS);
    this.#findSession = database.prepare(FIND_SESSION);
    this.#findAnnotator = database.prepare(FIND_ANNOTATOR);
    this.#deleteSession = database.prepare("DELETE FROM sessions WHERE token_digest = @tokenDigest");
    this.#tallyVoters = database.prepare(TALLY_VOTERS);
    this.#purgeSessions = database.prepare(purgeExpired("sessions"));
    this.#purgeInvites = database.prepare(purgeExpired("invites"));
  }

  insertInvites(invites: readonly InviteRecord[]): void {
    for (const invite of invites) {
      assertInvariant(this.#insertInvite.run(invite).changes === 1, "An invite with that token is kept already.");
    }
  }

  redeemInvite(
    tokenDigest: string,
    { annotatorId, createdAt }: Pick<AnnotatorRecord, "annotatorId" | "createdAt">,
    session: Pick<SessionRecord, "tokenDigest" | "expiresAt">,
    at: number,
  ): AnnotatorRecord | null {
    const invite = this.#useInvite.get({ tokenDigest, annotatorId, at }) as
      | Pick<InviteRecord, "tenantId" | "audience">
      | undefined;
    if (invite === undefined) {
      return null;
    }
    const annotator: AnnotatorRecord = { ...invite, annotatorId, createdAt, source: "invite", externalId: null };
    return this.admitAnnotator(annotator, { ...session, visit: null, createdAt: at });
  }

  admitAnnotator(
    annotator: AnnotatorRecord,
    session: Pick<SessionRecord, "tokenDigest" | "visit" | "createdAt" | "expiresAt">,
  ): AnnotatorRecord {
    const admitted = this.#keepAnnotator(annotator);
    const { tenantId, annotatorId } = admitted;
    this.#endOtherVisits.run({ tenantId, annotatorId, visit: session.visit });
    assertInvariant(
      this.#insertSession.run({ ...session, tenantId, annotatorId }).changes === 1,
      `The session of ${annotatorId} has a token that is kept already.`,
    );
    return admitted;
  }

  findSession(tokenDigest: string): { readonly session: SessionRecord; readonly annotator: AnnotatorRecord } | null {
    const session = this.#findSession.get({ tokenDigest }) as SessionRecord | undefined;
    if (session === undefined) {
      return null;
    }
    return { session, annotator: this.#findAnnotator.get(session) as AnnotatorRecord };
  }

  endSession(tokenDigest: string): boolean {
    return this.#deleteSession.run({ tokenDigest }).changes === 1;
  }

  tallyVoters(tenantId: string, since: number): readonly VoterTally[] {
    return this.#tallyVoters.all({ tenantId, since }) as readonly VoterTally[];
  }

  purgeSessions(expiredBefore: number, limit: number): number {
    const sessions = this.#purgeSessions.run({ expiredBefore, limit }).changes;
    return sessions + this.#purgeInvites.run({ expiredBefore, limit: limit - sessions }).changes;
  }

  #keepAnnotator(annotator: AnnotatorRecord): AnnotatorRecord {
    if (this.#insertAnnotator.run(annotator).changes === 1) {
      return annotator;
    }
    const kept = this.#findFromElsewhere.get(annotator) as AnnotatorRecord | undefined;
    assertInvariant(kept !== undefined, `There is an annotator with the id ${annotator.annotatorId} already.`);
    return kept;
  }
}

const ANNOTATOR_COLUMNS = `
  tenant_id AS tenantId, annotator_id AS annotatorId, audience, source, external_id AS externalId, created_at AS createdAt`;

const INSERT_INVITE = `
  INSERT INTO invites (token_digest, tenant_id, audience, created_at, expires_at)
  VALUES (@tokenDigest, @tenantId, @audience, @createdAt, @expiresAt)
  ON CONFLICT (token_digest) DO NOTHING`;

const USE_INVITE = `
  UPDATE invites SET used_at = @at, annotator_id = @annotatorId
  WHERE token_digest = @tokenDigest AND used_at IS NULL AND expires_at > @at
  RETURNING tenant_id AS tenantId, audience`;

const INSERT_ANNOTATOR = `
  INSERT INTO annotators (tenant_id, annotator_id, audience, source, external_id, created_at)
  VALUES (@tenantId, @annotatorId, @audience, @source, @externalId, @createdAt)
  ON CONFLICT DO NOTHING`;

const FIND_FROM_ELSEWHERE = `
  SELECT ${ANNOTATOR_COLUMNS} FROM annotators
  WHERE tenant_id = @tenantId AND source = @source AND external_id = @externalId`;

const FIND_ANNOTATOR = `SELECT ${ANNOTATOR_COLUMNS} FROM annotators WHERE tenant_id = @tenantId AND annotator_id = @annotatorId`;

const INSERT_SESSION = `
  INSERT INTO sessions (token_digest, tenant_id, annotator_id, visit, created_at, expires_at)
  SELECT @tokenDigest, @tenantId, @annotatorId, @visit, ifnull(min(created_at), @createdAt), @expiresAt
  FROM sessions WHERE tenant_id = @tenantId AND annotator_id = @annotatorId AND visit = @visit
  ON CONFLICT (token_digest) DO NOTHING`;

const END_OTHER_VISITS = `
  DELETE FROM sessions WHERE tenant_id = @tenantId AND annotator_id = @annotatorId AND visit <> @visit`;

const FIND_SESSION = `
  SELECT token_digest AS tokenDigest, tenant_id AS tenantId, annotator_id AS annotatorId, visit, created_at AS createdAt,
    expires_at AS expiresAt
  FROM sessions WHERE token_digest = @tokenDigest`;

function purgeExpired(table: "sessions" | "invites"): string {
  return `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE expires_at < @expiredBefore LIMIT @limit)`;
}

// `side`: +1 for a, −1 for b, 0 for neither; `others`: how far everybody else's votes on the question lean, on the same scale.
const TALLY_VOTERS = `
  WITH pair_votes AS (
    SELECT v.annotator_id, v.question_key, v.recorded_at, v.left_candidate = v.answer ->> '$.choice' AS is_left,
      CASE v.answer ->> '$.choice' WHEN 'a' THEN 1 WHEN 'b' THEN -1 ELSE 0 END AS side,
      max(v.recorded_at - l.leased_at, 0) AS taken_ms
    FROM votes AS v CROSS JOIN leases AS l USING (lease_key)
    WHERE v.tenant_id = @tenantId AND v.counted = 1 AND v.left_candidate IS NOT NULL AND v.recorded_at >= @since
  ), held_against AS (
    SELECT *, sum(side) OVER (PARTITION BY question_key) - side AS others,
      row_number() OVER (PARTITION BY annotator_id ORDER BY taken_ms) AS place,
      count(*) OVER (PARTITION BY annotator_id) AS vote_count
    FROM pair_votes
  )
  SELECT h.annotator_id AS annotatorId, a.audience, a.source, a.external_id AS externalId, count(*) AS votes,
    sum(h.side <> 0) AS decided, sum(h.is_left) AS decidedLeft,
    sum(h.side * h.others <> 0) AS compared, sum(h.side * h.others > 0) AS agreed,
    max(h.taken_ms) FILTER (WHERE h.place = (h.vote_count + 1) / 2) AS medianMs, max(h.recorded_at) AS lastVoteAt
  FROM held_against AS h JOIN annotators AS a ON a.tenant_id = @tenantId AND a.annotator_id = h.annotator_id
  GROUP BY h.annotator_id ORDER BY votes DESC, h.annotator_id`;
