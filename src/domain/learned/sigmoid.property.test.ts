import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logLoss, sigmoid } from "./sigmoid.ts";

const logOdds = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe("sigmoid", () => {
  it("of x and of −x add up to exactly 1", () => {
    fc.assert(
      fc.property(logOdds, (x) => {
        expect(sigmoid(-x)).toBe(1 - sigmoid(x));
        expect(sigmoid(x)).toBe(1 - sigmoid(-x));
      }),
    );
  });
});

describe("logLoss", () => {
  it("is the cross entropy, and finite where the probability rounds to 0 or 1", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), fc.constantFrom(0, 0.5, 1), (x, share) => {
        const p = sigmoid(x);
        const q = sigmoid(-x);
        const entropy = -(share === 0 ? 0 : share * Math.log(p)) - (share === 1 ? 0 : (1 - share) * Math.log(q));
        expect(logLoss(x, share)).toBeCloseTo(entropy, 2);
      }),
    );
    expect(logLoss(-800, 1)).toBe(800);
    expect(logLoss(800, 1)).toBe(0);
  });
});
