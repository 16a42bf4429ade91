import type { DeliveryRecord } from "../../ports/comparison-store.ts";
import type { Random } from "../../ports/random.ts";
import { newIdentifier } from "../new-identifier.ts";
import type { AlarmEvent } from "./alarm-book.ts";

/** What the webhook is owed for an alarm that was raised or ended. */
export function toAlarmDelivery(random: Random, event: AlarmEvent): DeliveryRecord {
  const { alarm, tenantId, collectionSlug, scenarioSlug, sourceId, value, threshold, state, since, at } = event;
  const data = {
    alarm,
    collection_slug: collectionSlug,
    scenario_slug: scenarioSlug,
    source: sourceId,
    value,
    threshold,
    state,
    since: new Date(since).toISOString(),
  };
  return {
    deliveryId: newIdentifier(random, "msg"),
    tenantId,
    payload: JSON.stringify({ type: "monitor.alarm", timestamp: new Date(at).toISOString(), data }),
    createdAt: at,
    attempts: 0,
    dueAt: at,
  };
}
