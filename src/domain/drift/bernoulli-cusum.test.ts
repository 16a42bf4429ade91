import { describe, expect, it } from "vitest";
import { advanceCusum, createBernoulliCusum } from "./bernoulli-cusum.ts";

describe("a CUSUM of hits and misses", () => {
  const cusum = createBernoulliCusum(0.85, 0.65, 4);

  it("climbs with misses, falls with hits, and never below 0", () => {
    const outcomes = [true, true, false, true, false, false, true, false, false, false];
    const sums: string[] = [];
    outcomes.reduce((sum, isHit) => {
      const next = advanceCusum(cusum, sum, isHit);
      sums.push(next.toFixed(6));
      return next;
    }, 0);
    expect(sums.map(Number)).toEqual([0, 0, 0.847298, 0.579034, 1.426332, 2.27363, 2.005366, 2.852663, 3.699961, 4.547259]);
    expect(cusum.missStep).toBeCloseTo(0.8472978603872037, 14);
    expect(cusum.hitStep).toBeCloseTo(-0.26826398659467926, 14);
  });

  it.each([
    [0.65, 0.85],
    [0.85, 0.85],
    [1, 0.5],
    [0.5, 0],
  ])("is not made for a share of %f against %f", (good, bad) => {
    expect(() => createBernoulliCusum(good, bad, 4)).toThrow("bad < good");
  });
});
