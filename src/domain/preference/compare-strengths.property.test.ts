import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRewards } from "../scoring/compare-rewards.ts";
import { compareStrengths } from "./compare-strengths.ts";

const side = fc.record({
  strength: fc.double({ min: -50, max: 50, noNaN: true }),
  reward: fc.double({ min: 0, max: 1, noNaN: true }),
  shapedAway: fc.double({ min: -1, max: 0, noNaN: true }),
});

describe("comparing two by their strengths", () => {
  it("mirrors every number exactly when they are swapped", () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        const there = compareStrengths(a, b);
        const back = compareStrengths(b, a);
        expect(back.pA).toBe(1 - there.pA);
        expect([back.rewardB, back.rewardA]).toEqual([there.rewardA, there.rewardB]);
        expect(back.signedMargin + there.signedMargin).toBe(0);
        const mirrored = { a: "b", b: "a", tie: "tie" } as const;
        expect(back.winner).toBe(mirrored[there.winner]);
      }),
    );
  });

  it("keeps rewards within 0..1, whatever the strengths, and their margin to what the probability says", () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        const { pA, rewardA, rewardB, signedMargin } = compareStrengths(a, b);
        for (const reward of [rewardA, rewardB]) {
          expect(reward).toBeGreaterThanOrEqual(0);
          expect(reward).toBeLessThanOrEqual(1);
        }
        const logit = Math.log(pA / (1 - pA));
        expect(signedMargin).toBeCloseTo(Math.max(-1, Math.min(1, logit / 10)), 6);
      }),
    );
  });

  it("leaves the mean of the two rewards where it is, as far as there is room", () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        const { rewardA, rewardB, signedMargin } = compareStrengths(a, b);
        const half = Math.abs(signedMargin) / 2;
        const mean = Math.min(1 - half, Math.max(half, (a.reward + b.reward) / 2));
        expect((rewardA + rewardB) / 2).toBeCloseTo(mean, 8);
      }),
    );
  });

  it("counts what gates and penalties took of a side as if its reward were so much less", () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        const less = { ...a, strength: a.strength + 10 * a.shapedAway, shapedAway: 0 };
        const other = { ...b, strength: b.strength + 10 * b.shapedAway, shapedAway: 0 };
        expect(compareStrengths(a, b).pA).toBeCloseTo(compareStrengths(less, other).pA, 9);
      }),
    );
  });

  it("is what comparing rewards is, where strengths are rewards on the uncalibrated scale", () => {
    const reward = fc.double({ min: 0, max: 1, noNaN: true }).map((one) => Math.round(one * 1000) / 1000);
    fc.assert(
      fc.property(reward, reward, (rewardA, rewardB) => {
        const toSide = (one: number) => ({ strength: 10 * one, reward: one, shapedAway: 0 });
        const compared = compareStrengths(toSide(rewardA), toSide(rewardB));
        const { pA, signedMargin } = compareRewards(rewardA, rewardB);
        expect(compared.pA).toBeCloseTo(pA, 9);
        expect(compared.signedMargin).toBeCloseTo(signedMargin, 6);
        expect(compared.rewardA).toBeCloseTo(rewardA, 6);
      }),
    );
  });
});
