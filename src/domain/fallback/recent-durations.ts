/** How long a call took that gave an answer. */
export interface RecentDuration {
  /** When it ended: milliseconds that had passed since some moment, a time that is never set. */
  readonly at: number;
  readonly durationMs: number;
}

/** Enough for a 95th percentile. */
const KEPT = 64;
/** Older ones say nothing of how long the source takes now: one that was slow gets another chance after so long. */
const KEPT_MS = 60_000;

/** The newest durations with one more, the oldest first. @param now as `RecentDuration.at` */
export function noteDuration(durations: readonly RecentDuration[], now: number, durationMs: number): readonly RecentDuration[] {
  const kept = durations.length >= KEPT ? durations.slice(durations.length - KEPT + 1) : durations;
  return [...kept, { at: now, durationMs }];
}

/**
 * The duration in milliseconds that a share of the recent calls did not exceed (nearest rank).
 * @param share 0 < share ≤ 1
 * @param countMin fewer recent ones than these say nothing; ≥ 1
 * @returns null: too few are known
 */
export function quantileOfDurations(
  durations: readonly RecentDuration[],
  now: number,
  share: number,
  countMin: number,
): number | null {
  const recent = durations.filter(({ at }) => now - at < KEPT_MS).map(({ durationMs }) => durationMs);
  if (recent.length < Math.max(1, countMin)) {
    return null;
  }
  recent.sort((one, other) => one - other);
  return recent[Math.min(recent.length, Math.max(1, Math.ceil(share * recent.length))) - 1] ?? null;
}
