import type { Calibration } from "./read-calibration.ts";

/** A calibration is not used before so many votes, weighed. */
const PUBLISHED_FROM = 10;
/** With so many times the evidence, a calibration is a better one even where it says nearly the same. */
const EVIDENCE_GROWTH = 2;
/** Centres move by less than so much of a typical difference from noise alone. */
const CENTRE_SHIFT = 1;

/** Whether a source's calibration is to be replaced at once. @param used null: there is none yet. */
export function differsMaterially(used: Calibration | null, now: Calibration): boolean {
  if (used === null) {
    return now.weight >= PUBLISHED_FROM;
  }
  return (
    used.isDistrusted !== now.isDistrusted ||
    now.weight >= EVIDENCE_GROWTH * used.weight ||
    used.kappa < now.kappaLow ||
    used.kappa > Math.max(0, now.kappaHigh) ||
    Math.abs(used.centre - now.centre) > CENTRE_SHIFT * now.typicalDifference
  );
}
