import type { Database, Statement } from "better-sqlite3";
import { assertInvariant } from "../../domain/assert.ts";
import type { ComparisonRecord, ComparisonStore, DeliveryRecord, RevisionRecord } from "../../ports/comparison-store.ts";
import { prepareWriter, type RowWriter } from "./prepare-writer.ts";
import type { Synchronous } from "./store-operation.ts";

type ComparisonRow = Omit<ComparisonRecord, "isSwapped"> & { readonly isSwapped: 0 | 1 };
type RevisionRow = Omit<RevisionRecord, "isFinal"> & { readonly isFinal: 0 | 1 };

/** Comparisons, their revisions and what is owed to the webhook, in SQLite. */
export class SqliteComparisonStore implements Synchronous<ComparisonStore> {
  readonly #settle: RowWriter;
  readonly #advance: RowWriter;
  readonly #insertRevision: RowWriter;
  readonly #find: Statement;
  readonly #listRevisions: Statement;
  readonly #listUnfinished: Statement;
  readonly #purge: Statement;
  readonly #insertDelivery: Statement;
  readonly #listDue: Statement;
  readonly #deleteDelivery: Statement;
  readonly #postpone: Statement;

  constructor(database: Database) {
    this.#settle = prepareWriter(database, SETTLE_COMPARISON);
    this.#advance = prepareWriter(database, ADVANCE_COMPARISON);
    this.#insertRevision = prepareWriter(database, INSERT_REVISION);
    this.#find = database.prepare(FIND_COMPARISON);
    this.#listRevisions = database.prepare(LIST_REVISIONS);
    this.#listUnfinished = database.prepare(LIST_UNFINISHED);
    this.#purge = database.prepare(PURGE_COMPARISONS);
    this.#insertDelivery = database.prepare(INSERT_DELIVERY);
    this.#listDue = database.prepare(LIST_DUE_DELIVERIES);
    this.#deleteDelivery = database.prepare("DELETE FROM deliveries WHERE delivery_id = @deliveryId");
    this.#postpone = database.prepare(POSTPONE_DELIVERY);
  }

  settleComparison(comparison: ComparisonRecord, first: RevisionRecord): boolean {
    assertInvariant(
      first.revision === 1,
      `The comparison ${comparison.comparisonId} cannot start with revision ${first.revision}.`,
    );
    const { tenantId, comparisonId, questionId, isSwapped, basis, createdAt } = comparison;
    const isFinal = Number(first.isFinal);
    const row = { tenantId, comparisonId, questionId, isSwapped: Number(isSwapped), createdAt, isFinal, basis };
    if (this.#settle(row).changes === 0) {
      return false;
    }
    this.#writeRevision(tenantId, comparisonId, first);
    return true;
  }

  reviseComparison(tenantId: string, comparisonId: string, revision: RevisionRecord, delivery: DeliveryRecord | null): boolean {
    const step = { tenantId, comparisonId, revision: revision.revision, isFinal: Number(revision.isFinal) };
    if (this.#advance(step).changes === 0) {
      return false;
    }
    this.#writeRevision(tenantId, comparisonId, revision);
    if (delivery !== null) {
      assertInvariant(
        delivery.tenantId === tenantId && this.#insertDelivery.run(delivery).changes === 1,
        `The delivery ${delivery.deliveryId} is kept already, or belongs to another tenant than ${comparisonId}.`,
      );
    }
    return true;
  }

  findComparison(
    tenantId: string,
    comparisonId: string,
  ): { readonly comparison: ComparisonRecord; readonly revisions: readonly RevisionRecord[] } | null {
    const row = this.#find.get({ tenantId, comparisonId }) as ComparisonRow | undefined;
    if (row === undefined) {
      return null;
    }
    const revisions = this.#listRevisions.all({ tenantId, comparisonId }) as readonly RevisionRow[];
    return { comparison: toComparison(row), revisions: revisions.map(toRevision) };
  }

  loadUnfinished(limit: number): readonly { readonly comparison: ComparisonRecord; readonly last: RevisionRecord }[] {
    const rows = this.#listUnfinished.all({ limit }) as readonly (ComparisonRow & RevisionRow)[];
    return rows.map(({ revision, answer, isFinal, revisedAt, ...row }) => ({
      comparison: toComparison(row),
      last: toRevision({ revision, answer, isFinal, revisedAt }),
    }));
  }

  purgeComparisons(createdBefore: number, limit: number): number {
    return this.#purge.run({ createdBefore, limit }).changes;
  }

  oweDelivery(delivery: DeliveryRecord): void {
    this.#insertDelivery.run(delivery);
  }

  findDueDeliveries(at: number, limit: number): readonly DeliveryRecord[] {
    return this.#listDue.all({ at, limit }) as readonly DeliveryRecord[];
  }

  endDelivery(deliveryId: string): void {
    this.#deleteDelivery.run({ deliveryId });
  }

  postponeDelivery(deliveryId: string, attempts: number, dueAt: number): void {
    this.#postpone.run({ deliveryId, attempts, dueAt });
  }

  #writeRevision(tenantId: string, comparisonId: string, { revision, answer, isFinal, revisedAt }: RevisionRecord): void {
    this.#insertRevision({ tenantId, comparisonId, revision, isFinal: Number(isFinal), revisedAt, answer });
  }
}

function toComparison(row: ComparisonRow): ComparisonRecord {
  return { ...row, isSwapped: row.isSwapped === 1 };
}

function toRevision(row: RevisionRow): RevisionRecord {
  return { ...row, isFinal: row.isFinal === 1 };
}

const COMPARISON_COLUMNS = `
  c.tenant_id AS tenantId, c.comparison_id AS comparisonId, c.question_id AS questionId, c.is_swapped AS isSwapped, c.basis,
  c.created_at AS createdAt`;
const REVISION_COLUMNS = "r.revision, r.answer, r.is_final AS isFinal, r.revised_at AS revisedAt";

const SETTLE_COMPARISON = `
  INSERT INTO comparisons (tenant_id, comparison_id, question_id, is_swapped, created_at, revision_count, is_final, basis)
  VALUES (@tenantId, @comparisonId, @questionId, @isSwapped, @createdAt, 1, @isFinal, @basis)
  ON CONFLICT (tenant_id, comparison_id) DO NOTHING`;

const ADVANCE_COMPARISON = `
  UPDATE comparisons SET revision_count = @revision, is_final = @isFinal
  WHERE tenant_id = @tenantId AND comparison_id = @comparisonId AND is_final = 0 AND revision_count = @revision - 1`;

const INSERT_REVISION = `
  INSERT INTO revisions (tenant_id, comparison_id, revision, is_final, revised_at, answer)
  VALUES (@tenantId, @comparisonId, @revision, @isFinal, @revisedAt, @answer)`;

const FIND_COMPARISON = `
  SELECT ${COMPARISON_COLUMNS} FROM comparisons AS c WHERE tenant_id = @tenantId AND comparison_id = @comparisonId`;

const LIST_REVISIONS = `
  SELECT ${REVISION_COLUMNS} FROM revisions AS r WHERE tenant_id = @tenantId AND comparison_id = @comparisonId ORDER BY revision`;

const LIST_UNFINISHED = `
  SELECT ${COMPARISON_COLUMNS}, ${REVISION_COLUMNS}
  FROM comparisons AS c
  CROSS JOIN revisions AS r
    ON r.tenant_id = c.tenant_id AND r.comparison_id = c.comparison_id AND r.revision = c.revision_count
  WHERE c.is_final = 0 ORDER BY c.created_at DESC LIMIT @limit`;

const PURGE_COMPARISONS = `
  DELETE FROM comparisons WHERE rowid IN (
    SELECT rowid FROM comparisons WHERE created_at < @createdBefore LIMIT @limit
  )`;

const INSERT_DELIVERY = `
  INSERT INTO deliveries (delivery_id, tenant_id, created_at, attempts, due_at, payload)
  VALUES (@deliveryId, @tenantId, @createdAt, @attempts, @dueAt, @payload)
  ON CONFLICT (delivery_id) DO NOTHING`;

const LIST_DUE_DELIVERIES = `
  SELECT delivery_id AS deliveryId, tenant_id AS tenantId, payload, created_at AS createdAt, attempts, due_at AS dueAt
  FROM deliveries WHERE due_at <= @at ORDER BY due_at LIMIT @limit`;

const POSTPONE_DELIVERY = "UPDATE deliveries SET attempts = @attempts, due_at = @dueAt WHERE delivery_id = @deliveryId";
