import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canFinish, hadItsTime, latestSafeStart } from "./latest-safe-start.ts";

const ms = fc.integer({ min: 0, max: 100_000 });

describe("when a source is asked", () => {
  it("is early enough that one which takes half as long again as usual is still in time, and no earlier than that and 50 ms", () => {
    fc.assert(
      fc.property(ms, ms, (deadlineAt, usualMs) => {
        const startAt = latestSafeStart(deadlineAt, usualMs);
        expect(startAt + 1.5 * usualMs).toBeLessThan(deadlineAt);
        expect(startAt + 1.5 * usualMs + 50).toBe(deadlineAt);
      }),
    );
  });

  it("is never where there is no time left, nor where half of its calls take longer than there is", () => {
    fc.assert(
      fc.property(ms, ms, (leftMs, medianMs) => {
        expect(canFinish(leftMs, medianMs)).toBe(leftMs > 0 && medianMs <= leftMs);
        expect(canFinish(-leftMs, null)).toBe(false);
        expect(canFinish(leftMs + 1, null)).toBe(true);
      }),
    );
  });

  it("counts against it once it has had its time", () => {
    expect(hadItsTime(149, 100)).toBe(false);
    expect(hadItsTime(150, 100)).toBe(true);
    expect(hadItsTime(0, null)).toBe(true);
  });
});
