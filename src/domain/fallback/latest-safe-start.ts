/** A source is given half as long again as it usually takes. */
const SAFETY_FACTOR = 1.5;
const SAFETY_MARGIN_MS = 50;

/**
 * The latest instant at which a source can be asked and still be expected to answer in time.
 * @param deadlineAt milliseconds since 1970
 * @param usualMs what 95 % of its calls do not exceed
 */
export function latestSafeStart(deadlineAt: number, usualMs: number): number {
  return deadlineAt - SAFETY_FACTOR * usualMs - SAFETY_MARGIN_MS;
}

/** Whether a call that was called off after so long had had its time: longer than the source could be expected to take. @param usualMs null: not known, and any time counts */
export function hadItsTime(durationMs: number, usualMs: number | null): boolean {
  return usualMs === null || durationMs >= SAFETY_FACTOR * usualMs;
}

/** Whether a source may be expected to answer within the time left: where half of its calls take longer, it is not asked. @param medianMs null: not known, and it is tried */
export function canFinish(leftMs: number, medianMs: number | null): boolean {
  return leftMs > 0 && (medianMs === null || medianMs <= leftMs);
}
