import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COIN_LOG_LOSS, logLoss } from "./log-loss.ts";
import { sigmoid } from "./sigmoid.ts";

const outcomes = fc.constantFrom(0, 0.5, 1);

describe("logLoss", () => {
  it("is the cross entropy, and finite where the probability rounds to 0 or 1", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), outcomes, (x, outcome) => {
        const p = sigmoid(x);
        const q = sigmoid(-x);
        const entropy = -(outcome === 0 ? 0 : outcome * Math.log(p)) - (outcome === 1 ? 0 : (1 - outcome) * Math.log(q));
        expect(logLoss(x, outcome)).toBeCloseTo(entropy, 2);
      }),
    );
    expect(logLoss(-800, 1)).toBe(800);
    expect(logLoss(800, 1)).toBe(0);
    expect(logLoss(0, 1)).toBe(COIN_LOG_LOSS);
  });

  it("costs the same to the last bit whichever candidate comes first", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), outcomes, (x, outcome) => {
        expect(logLoss(-x, 1 - outcome)).toBe(logLoss(x, outcome));
      }),
    );
  });
});
