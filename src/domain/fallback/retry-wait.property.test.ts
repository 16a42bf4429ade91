import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retryWaitMs } from "./retry-wait.ts";

const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the wait before another try", () => {
  it("is anything up to a bound that doubles and ends at two seconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), draw, (retry, drawn) => {
        const waitMs = retryWaitMs(retry, null, drawn);
        expect(waitMs).toBe(drawn * Math.min(2000, 50 * 2 ** retry));
      }),
    );
  });

  it("is never shorter than what the source asked for, and a quarter longer at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), draw, (retryAfterMs, drawn) => {
        const waitMs = retryWaitMs(0, retryAfterMs, drawn);
        expect(waitMs).toBeGreaterThanOrEqual(retryAfterMs);
        expect(waitMs).toBeLessThanOrEqual(1.25 * retryAfterMs);
      }),
    );
  });
});
