import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureRewards } from "./measure-rewards.ts";
import { type NormalizedReward, normalizeReward } from "./normalize-reward.ts";

const reward = fc.double({ min: 0, max: 1, noNaN: true });
const rewards = fc.array(reward, { maxLength: 60 });

function normalize(history: readonly number[], own: number): NormalizedReward {
  const measure = measureRewards(history, [own]);
  return normalizeReward(own, measure, measure.ranks[0] ?? { below: 0, equal: 0 });
}

describe("a normalized reward", () => {
  it("is null where there is nothing to hold it against", () => {
    const nothing = { zScore: null, percentile: null, count: 0, mean: null, standardDeviation: null };
    expect(normalize([], 0.5)).toEqual(nothing);
    expect(normalize([0.5], 0.7)).toEqual({ ...nothing, percentile: 1, count: 1, mean: 0.5 });
  });

  it("stands at the sample's own figures", () => {
    expect(normalize([0.2, 0.4, 0.6, 0.8], 0.8)).toEqual({
      zScore: expect.closeTo(0.3 / Math.sqrt(0.2 / 3), 12),
      percentile: 0.875,
      count: 4,
      mean: 0.5,
      standardDeviation: expect.closeTo(Math.sqrt(0.2 / 3), 12),
    });
  });

  it("has no z-score among equal ones, however their sum rounds", () => {
    fc.assert(
      fc.property(reward, fc.integer({ min: 2, max: 50 }), reward, (same, count, own) => {
        const standing = normalize(
          Array.from({ length: count }, () => same),
          own,
        );
        expect(standing).toMatchObject({ zScore: null, mean: same, standardDeviation: 0, count });
        expect(standing.percentile).toBe(own > same ? 1 : own < same ? 0 : 0.5);
      }),
    );
  });

  it("counts those below it and half of the equal ones", () => {
    fc.assert(
      fc.property(rewards, reward, (history, own) => {
        const { percentile, count } = normalize(history, own);
        const below = history.filter((other) => other < own).length;
        const equal = history.filter((other) => other === own).length;
        expect(count).toBe(history.length);
        expect(percentile).toBe(history.length === 0 ? null : (below + equal / 2) / history.length);
      }),
    );
  });

  it("does not depend on the order of the history", () => {
    fc.assert(
      fc.property(rewards, reward, (history, own) => {
        expect(normalize(history.toReversed(), own)).toEqual(normalize(history, own));
      }),
    );
  });

  it("rises with the reward", () => {
    fc.assert(
      fc.property(rewards, reward, reward, (history, a, b) => {
        const low = normalize(history, Math.min(a, b));
        const high = normalize(history, Math.max(a, b));
        expect(high.percentile ?? 0).toBeGreaterThanOrEqual(low.percentile ?? 0);
        expect(high.zScore ?? 0).toBeGreaterThanOrEqual(low.zScore ?? 0);
      }),
    );
  });

  it("has the textbook's mean and deviation", () => {
    fc.assert(
      fc.property(fc.array(reward, { minLength: 2, maxLength: 60 }), (history) => {
        const mean = history.reduce((sum, other) => sum + other, 0) / history.length;
        const variance = history.reduce((sum, other) => sum + (other - mean) ** 2, 0) / (history.length - 1);
        const standing = normalize(history, 0.5);
        expect(standing.mean).toBeCloseTo(mean, 12);
        expect(standing.standardDeviation).toBeCloseTo(Math.sqrt(variance), 9);
      }),
    );
  });
});
