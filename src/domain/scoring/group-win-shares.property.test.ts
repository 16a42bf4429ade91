import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRewards } from "./compare-rewards.ts";
import { groupWinShares } from "./group-win-shares.ts";

const reward = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 1));
const group = fc.array(reward, { minLength: 1, maxLength: 40 });

describe("expected win shares within a group", () => {
  it("sum to half the group's size", () => {
    fc.assert(
      fc.property(group, (rewards) => {
        const sum = groupWinShares(rewards).reduce((total, share) => total + share, 0);
        expect(Math.abs(sum - rewards.length / 2)).toBeLessThan(1e-9);
      }),
    );
  });

  it("sum so in the largest group as well", () => {
    const rewards = Array.from({ length: 1024 }, (_, index) => ((index * 7919) % 1009) / 1008);
    const sum = groupWinShares(rewards).reduce((total, share) => total + share, 0);
    expect(Math.abs(sum - 512)).toBeLessThan(1e-9);
  });

  it("keep the order of the rewards, and equal rewards share equally", () => {
    fc.assert(
      fc.property(group, (rewards) => {
        const shares = groupWinShares(rewards);
        for (const [i, a] of rewards.entries()) {
          for (const [j, b] of rewards.entries()) {
            if (a >= b) {
              expect(shares[i]).toBeGreaterThanOrEqual(shares[j] ?? Number.NaN);
            }
          }
        }
      }),
    );
  });

  it("do not depend on the order in which the candidates come, to the last digit", () => {
    const shuffled = group.chain((rewards) => {
      const positions = rewards.map((_, index) => index);
      return fc.tuple(
        fc.constant(rewards),
        fc.shuffledSubarray(positions, { minLength: rewards.length, maxLength: rewards.length }),
      );
    });
    fc.assert(
      fc.property(shuffled, ([rewards, order]) => {
        const shares = groupWinShares(rewards);
        expect(groupWinShares(order.map((index) => rewards[index] ?? 0))).toEqual(order.map((index) => shares[index]));
      }),
    );
  });

  it("are one half each where all rewards are equal", () => {
    fc.assert(
      fc.property(reward, fc.integer({ min: 1, max: 100 }), (value, size) => {
        expect(groupWinShares(new Array(size).fill(value))).toEqual(new Array(size).fill(0.5));
      }),
    );
  });

  it("are the comparison's own probabilities in a group of two", () => {
    fc.assert(
      fc.property(reward, reward, (a, b) => {
        const { pA } = compareRewards(a, b);
        expect(groupWinShares([a, b])[0]).toBeCloseTo(pA, 12);
      }),
    );
  });

  it("are none where there is nobody, and one half for one alone", () => {
    expect(groupWinShares([])).toEqual([]);
    expect(groupWinShares([0.9])).toEqual([0.5]);
  });
});
