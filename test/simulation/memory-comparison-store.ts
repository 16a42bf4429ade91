import { assertInvariant } from "../../src/domain/assert.ts";
import type { ComparisonRecord, ComparisonStore, DeliveryRecord, RevisionRecord } from "../../src/ports/comparison-store.ts";
import type { Synchronous } from "../../src/storage/sqlite/store-operation.ts";

/** A comparison as it is kept. */
export interface KeptComparison {
  readonly comparison: ComparisonRecord;
  readonly revisions: readonly RevisionRecord[];
}

/** Comparisons, their revisions and what is owed to the webhook, in memory, for the promises of the port alone. */
export class MemoryComparisonStore implements Synchronous<ComparisonStore> {
  readonly comparisons = new Map<string, KeptComparison>();
  readonly #deliveries = new Map<string, DeliveryRecord>();

  settleComparison(comparison: ComparisonRecord, first: RevisionRecord): boolean {
    const { comparisonId } = comparison;
    assertInvariant(first.revision === 1, `The comparison ${comparisonId} cannot start with revision ${first.revision}.`);
    const key = keyOf(comparison.tenantId, comparisonId);
    if (this.comparisons.has(key)) {
      return false;
    }
    this.comparisons.set(key, { comparison, revisions: [first] });
    return true;
  }

  reviseComparison(tenantId: string, comparisonId: string, revision: RevisionRecord, delivery: DeliveryRecord | null): boolean {
    const key = keyOf(tenantId, comparisonId);
    const known = this.comparisons.get(key);
    const last = known?.revisions.at(-1);
    if (known === undefined || last?.isFinal !== false || revision.revision !== last.revision + 1) {
      return false;
    }
    if (delivery !== null) {
      assertInvariant(
        delivery.tenantId === tenantId && !this.#deliveries.has(delivery.deliveryId),
        `The delivery ${delivery.deliveryId} is kept already, or belongs to another tenant than ${comparisonId}.`,
      );
      this.#deliveries.set(delivery.deliveryId, delivery);
    }
    this.comparisons.set(key, { ...known, revisions: [...known.revisions, revision] });
    return true;
  }

  findComparison(tenantId: string, comparisonId: string): KeptComparison | null {
    return this.comparisons.get(keyOf(tenantId, comparisonId)) ?? null;
  }

  loadUnfinished(limit: number): readonly { comparison: ComparisonRecord; last: RevisionRecord }[] {
    return [...this.comparisons.values()]
      .flatMap(({ comparison, revisions }) => {
        const last = revisions.at(-1);
        return last === undefined || last.isFinal ? [] : [{ comparison, last }];
      })
      .sort((one, other) => other.comparison.createdAt - one.comparison.createdAt)
      .slice(0, limit);
  }

  purgeComparisons(createdBefore: number, limit: number): number {
    const old = [...this.comparisons].filter(([, { comparison }]) => comparison.createdAt < createdBefore).slice(0, limit);
    for (const [key] of old) {
      this.comparisons.delete(key);
    }
    return old.length;
  }

  oweDelivery(delivery: DeliveryRecord): void {
    if (!this.#deliveries.has(delivery.deliveryId)) {
      this.#deliveries.set(delivery.deliveryId, delivery);
    }
  }

  findDueDeliveries(at: number, limit: number): readonly DeliveryRecord[] {
    const due = [...this.#deliveries.values()].filter(({ dueAt }) => dueAt <= at);
    return due.sort((one, other) => one.dueAt - other.dueAt).slice(0, limit);
  }

  endDelivery(deliveryId: string): void {
    this.#deliveries.delete(deliveryId);
  }

  postponeDelivery(deliveryId: string, attempts: number, dueAt: number): void {
    const known = this.#deliveries.get(deliveryId);
    if (known !== undefined) {
      this.#deliveries.set(deliveryId, { ...known, attempts, dueAt });
    }
  }
}

function keyOf(tenantId: string, id: string): string {
  return `${tenantId}\n${id}`;
}
