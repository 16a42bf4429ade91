import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sigmoid } from "./sigmoid.ts";

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
