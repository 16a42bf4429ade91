import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noteDuration, quantileOfDurations, type RecentDuration } from "./recent-durations.ts";

const durationsMs = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 200 });

function note(all: readonly number[], at = 0): readonly RecentDuration[] {
  return all.reduce((kept, durationMs) => noteDuration(kept, at, durationMs), [] as readonly RecentDuration[]);
}

describe("how long calls take", () => {
  it("is a duration that at least that share of the last 64 did not exceed, and the least such", () => {
    fc.assert(
      fc.property(durationsMs, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const last = all.slice(-64);
        const quantile = quantileOfDurations(note(all), 0, share, 1) ?? Number.NaN;
        const atMost = (bound: number) => last.filter((durationMs) => durationMs <= bound).length / last.length;
        expect(last).toContain(quantile);
        expect(atMost(quantile)).toBeGreaterThanOrEqual(share - 1e-12);
        expect(atMost(quantile - 1)).toBeLessThan(share);
      }),
    );
  });

  it("grows with the share", () => {
    fc.assert(
      fc.property(durationsMs, (all) => {
        const kept = note(all);
        const of = (share: number) => quantileOfDurations(kept, 0, share, 1) ?? Number.NaN;
        expect(of(0.5)).toBeLessThanOrEqual(of(0.95));
      }),
    );
  });

  it("is not known of too few, nor of calls long ago", () => {
    expect(quantileOfDurations(note([1, 2, 3, 4]), 0, 0.5, 5)).toBeNull();
    expect(quantileOfDurations(note([1, 2, 3, 4, 5]), 59_999, 0.5, 5)).toBe(3);
    expect(quantileOfDurations(note([1, 2, 3, 4, 5]), 60_000, 0.5, 5)).toBeNull();
    expect(quantileOfDurations([], 0, 0.5, 0)).toBeNull();
  });
});
