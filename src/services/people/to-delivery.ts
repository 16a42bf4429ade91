import type { DeliveryRecord } from "../../ports/comparison-store.ts";
import type { Random } from "../../ports/random.ts";
import { newIdentifier } from "../new-identifier.ts";

/**
 * What the webhook is owed for a new revision: to be kept in the revision's own transaction, so that neither is there without the other.
 * @param comparison the comparison with that revision, in the very form in which `GET /api/v1/comparisons/{id}` shows it.
 * @param revisedAt milliseconds since 1970.
 */
export function toDelivery(random: Random, tenantId: string, comparison: object, revisedAt: number): DeliveryRecord {
  const timestamp = new Date(revisedAt).toISOString();
  return {
    deliveryId: newIdentifier(random, "msg"),
    tenantId,
    payload: JSON.stringify({ type: "comparison.revised", timestamp, data: comparison }),
    createdAt: revisedAt,
    attempts: 0,
    dueAt: revisedAt,
  };
}
