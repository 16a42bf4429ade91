import { COIN_LOG_LOSS } from "../../domain/numerics/log-loss.ts";
import type { AlarmReading, Alarms } from "../monitors/alarms.ts";
import type { PublishedCalibration } from "./published-calibration.ts";

/** A revision of a source that has had no votes for so long since another one's last is used no more. */
const FORMER_AFTER_MS = 86_400_000;

/** Raises an alarm for every source that votes speak against in a scenario, and ends it where they do no longer. Of a source's revisions any counts that is in use. */
export function alarmDistrusted(alarms: Alarms, tenantId: string, calibrations: readonly PublishedCalibration[]): void {
  const bySubject = new Map<string, PublishedCalibration[]>();
  for (const published of calibrations) {
    const { sourceId, collectionSlug, scenarioSlug } = published;
    const key = JSON.stringify([sourceId, collectionSlug, scenarioSlug]);
    bySubject.set(key, [...(bySubject.get(key) ?? []), published]);
  }
  for (const revisions of bySubject.values()) {
    tell(alarms, tenantId, revisions);
  }
}

function tell(alarms: Alarms, tenantId: string, revisions: readonly PublishedCalibration[]): void {
  const newest = Math.max(...revisions.map(({ lastVoteAt }) => lastVoteAt));
  const inUse = revisions.filter(({ lastVoteAt }) => lastVoteAt >= newest - FORMER_AFTER_MS);
  const telling = inUse.find(({ calibration }) => calibration.isDistrusted) ?? inUse[0];
  if (telling === undefined || telling.collectionSlug === null || telling.scenarioSlug === null) {
    return;
  }
  const { sourceId, collectionSlug, scenarioSlug } = telling;
  const subject = { alarm: "distrusted", tenantId, collectionSlug, scenarioSlug, sourceId } as const;
  if (telling.calibration.isDistrusted) {
    alarms.raise(subject, readingOf(telling));
  } else {
    alarms.end(subject, readingOf(telling));
  }
}

/** What speaks against it, or would: its kappa where that may be 0, else what its word costs a vote. */
function readingOf({ calibration: { kappaLow, logLoss } }: PublishedCalibration): AlarmReading {
  return kappaLow <= 0 || logLoss === null ? { value: kappaLow, threshold: 0 } : { value: logLoss, threshold: COIN_LOG_LOSS };
}
