import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArrivalTimes } from "./arrival-times.ts";

/** A request: how long after the one before it comes, and how long it takes to answer. */
const request = fc.record({ afterMs: fc.integer({ min: 0, max: 40 }), costMs: fc.integer({ min: 0, max: 30 }) });

/**
 * An event loop: looks what is ready, waits where nothing is, works through what it found, looks again. Timers are left out: what they would look at is not looked at, which only
 * makes the answers earlier.
 */
function run(requests: readonly { readonly afterMs: number; readonly costMs: number }[]) {
  let [now, idleMs] = [0, 0];
  let atEnd: (() => void)[] = [];
  const arrivals = new ArrivalTimes(
    { now: () => now },
    { set: () => () => undefined },
    { idleMs: () => idleMs, atEndOfRound: (callback) => void atEnd.push(callback) },
  );
  let comesAt = 0;
  const coming = requests.map(({ afterMs, costMs }) => {
    comesAt += afterMs;
    return { comesAt, costMs };
  });
  const told: { readonly cameAt: number; readonly toldAt: number; readonly readAt: number; readonly roundMs: number }[] = [];
  let roundMs = 0;
  while (coming.length > 0) {
    const next = coming[0]?.comesAt ?? now;
    idleMs += Math.max(0, next - now);
    now = Math.max(now, next);
    const foundAt = now;
    for (let first = coming[0]; first !== undefined && first.comesAt <= foundAt; first = coming[0]) {
      coming.shift();
      told.push({ cameAt: first.comesAt, toldAt: arrivals.arrivedAt(undefined), readAt: now, roundMs });
      now += first.costMs;
    }
    roundMs = now - foundAt;
    for (const callback of atEnd.splice(0)) {
      callback();
    }
    atEnd = [];
  }
  return told;
}

describe("when requests came", () => {
  it("is never after they came but for a stall, and before it by a round of the loop at most", () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 60 }), (requests) => {
        for (const { cameAt, toldAt, readAt, roundMs } of run(requests).slice(1)) {
          expect(toldAt).toBeLessThanOrEqual(Math.max(cameAt, readAt - 150));
          expect(toldAt).toBeGreaterThanOrEqual(Math.min(cameAt - roundMs, readAt - 150));
        }
      }),
    );
  });
});
