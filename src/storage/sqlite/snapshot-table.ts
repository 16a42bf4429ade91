import type { Database, Statement } from "better-sqlite3";
import type { SnapshotKind, SnapshotRecord } from "../../ports/evidence-store.ts";

type Listed = Omit<SnapshotRecord, "payload">;
type ListedRow = Omit<Listed, "learnedUpTo" | "isWithdrawn"> & {
  readonly learnedUpToAt: number;
  readonly learnedUpToVote: string;
  readonly isWithdrawn: 0 | 1;
};
type SnapshotRow = ListedRow & { readonly payload: Uint8Array };

/** The statements on what was learned from the vote log. */
export class SnapshotTable {
  readonly #insert: Statement;
  readonly #drop: Statement;
  readonly #find: Statement;
  readonly #list: Statement;
  readonly #withdraw: Statement;

  constructor(database: Database) {
    this.#insert = database.prepare(INSERT_SNAPSHOT);
    this.#drop = database.prepare(DROP_OLD_SNAPSHOTS);
    this.#find = database.prepare(FIND_SNAPSHOT);
    this.#list = database.prepare(LIST_SNAPSHOTS);
    this.#withdraw = database.prepare(WITHDRAW_SNAPSHOT);
  }

  /** As `EvidenceStore.keepSnapshot`. */
  insert({ learnedUpTo, ...snapshot }: SnapshotRecord, kept: number, follows: number): boolean {
    const inserted = this.#insert.run({
      ...snapshot,
      follows,
      learnedUpToAt: learnedUpTo.recordedAt,
      learnedUpToVote: learnedUpTo.voteId,
      isWithdrawn: Number(snapshot.isWithdrawn),
    });
    if (inserted.changes === 0) {
      return false;
    }
    this.#drop.run({ tenantId: snapshot.tenantId, kind: snapshot.kind, kept });
    return true;
  }

  /** The newest that is not withdrawn. @param olderThan only those before this revision; null: any. */
  find(tenantId: string, kind: SnapshotKind, olderThan: number | null): SnapshotRecord | null {
    const row = this.#find.get({ tenantId, kind, olderThan }) as SnapshotRow | undefined;
    // A plain array of exactly its bytes: what the driver gives is a kind of its own, and would arrive from another thread as this.
    return row === undefined ? null : { ...toListed(row), payload: new Uint8Array(row.payload) };
  }

  list(tenantId: string, kind: SnapshotKind): readonly Listed[] {
    return (this.#list.all({ tenantId, kind }) as readonly ListedRow[]).map(toListed);
  }

  withdraw(tenantId: string, kind: SnapshotKind, revision: number): boolean {
    return this.#withdraw.run({ tenantId, kind, revision }).changes === 1;
  }
}

function toListed({ learnedUpToAt, learnedUpToVote, isWithdrawn, ...row }: ListedRow): Listed {
  return { ...row, learnedUpTo: { recordedAt: learnedUpToAt, voteId: learnedUpToVote }, isWithdrawn: isWithdrawn === 1 };
}

const LISTED_COLUMNS = `
  tenant_id AS tenantId, kind, revision, digest, learned_up_to_at AS learnedUpToAt, learned_up_to_vote AS learnedUpToVote,
  vote_count AS votes, metrics, created_at AS createdAt, is_withdrawn AS isWithdrawn`;

const INSERT_SNAPSHOT = `
  INSERT INTO snapshots (
    tenant_id, kind, revision, digest, learned_up_to_at, learned_up_to_vote, vote_count, created_at, is_withdrawn, metrics, payload
  )
  SELECT @tenantId, @kind, @revision, @digest, @learnedUpToAt, @learnedUpToVote, @votes, @createdAt, @isWithdrawn, @metrics, @payload
  WHERE @revision = 1 + coalesce((SELECT max(revision) FROM snapshots WHERE tenant_id = @tenantId AND kind = @kind), 0)
    AND @follows = coalesce((SELECT max(revision) FROM snapshots WHERE tenant_id = @tenantId AND kind = @kind AND is_withdrawn = 0), 0)`;

const DROP_OLD_SNAPSHOTS = `
  DELETE FROM snapshots WHERE tenant_id = @tenantId AND kind = @kind AND revision < (
    SELECT revision FROM snapshots WHERE tenant_id = @tenantId AND kind = @kind AND is_withdrawn = 0
    ORDER BY revision DESC LIMIT 1 OFFSET @kept - 1
  )`;

const FIND_SNAPSHOT = `
  SELECT ${LISTED_COLUMNS}, payload FROM snapshots
  WHERE tenant_id = @tenantId AND kind = @kind AND is_withdrawn = 0 AND (@olderThan IS NULL OR revision < @olderThan)
  ORDER BY revision DESC LIMIT 1`;

const LIST_SNAPSHOTS = `
  SELECT ${LISTED_COLUMNS} FROM snapshots WHERE tenant_id = @tenantId AND kind = @kind ORDER BY revision DESC`;

const WITHDRAW_SNAPSHOT = `
  UPDATE snapshots SET is_withdrawn = 1 WHERE tenant_id = @tenantId AND kind = @kind AND revision = @revision`;
