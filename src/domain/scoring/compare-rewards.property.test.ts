import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRewards } from "./compare-rewards.ts";

const reward = fc.double({ min: 0, max: 1, noNaN: true });

describe("comparing two rewards", () => {
  it("mirrors when they are swapped", () => {
    fc.assert(
      fc.property(reward, reward, (a, b) => {
        const there = compareRewards(a, b);
        const back = compareRewards(b, a);
        expect(back.signedMargin + there.signedMargin).toBe(0);
        expect(back.pA + there.pA).toBe(1);
        expect(back.winner).toBe({ a: "b", b: "a", tie: "tie" }[there.winner]);
      }),
    );
  });

  it("believes the more in the larger reward the further they are apart", () => {
    fc.assert(
      fc.property(reward, reward, reward, (low, middle, high) => {
        const [a, b, c] = [low, middle, high].toSorted((x, y) => x - y) as [number, number, number];
        expect(compareRewards(c, a).pA).toBeGreaterThanOrEqual(compareRewards(b, a).pA);
        expect(compareRewards(b, a).pA).toBeGreaterThanOrEqual(0.5);
      }),
    );
  });

  it("calls equal rewards a tie", () => {
    expect(compareRewards(0.3, 0.3)).toEqual({ winner: "tie", pA: 0.5, signedMargin: 0 });
    expect(compareRewards(0.3, 0.302).winner).toBe("tie");
    expect(compareRewards(0.3, 0.4).winner).toBe("b");
  });
});
