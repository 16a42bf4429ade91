import type { Calibration } from "../../domain/calibration/read-calibration.ts";
import type { OpinionRecord } from "../../ports/evidence-store.ts";

/** A calibration in use. It is replaced as a whole, never changed: whoever names its revision names its numbers. */
export interface PublishedCalibration extends Pick<OpinionRecord, "sourceId" | "sourceKind" | "sourceRevision"> {
  /** Null, both: over all scenarios. */
  readonly collectionSlug: string | null;
  readonly scenarioSlug: string | null;
  readonly calibration: Calibration;
  /** How many votes the source's word on a pair is worth, ≥ 0. */
  readonly worthVotes: number;
  /** The snapshot that it came with, and the digest of its numbers. */
  readonly revision: string;
  readonly publishedAt: number;
  /** When the last vote was recorded that it was learned from. */
  readonly lastVoteAt: number;
}

/** What a calibration is of. */
export type CalibrationSubject = Pick<PublishedCalibration, "sourceId" | "sourceRevision" | "collectionSlug" | "scenarioSlug">;

/** Equal for equal subjects, and for no others. */
export function calibrationKey({ sourceId, sourceRevision, collectionSlug, scenarioSlug }: CalibrationSubject): string {
  return JSON.stringify([sourceId, sourceRevision, collectionSlug, scenarioSlug]);
}
