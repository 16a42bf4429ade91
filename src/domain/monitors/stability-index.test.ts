import { describe, expect, it } from "vitest";
import { stabilityIndex } from "./stability-index.ts";

const window = (bins: readonly number[], effectiveCount = bins.reduce((sum, hits) => sum + hits, 0)) => ({
  bins,
  effectiveCount,
});

describe("the population stability index", () => {
  it("is 0 for windows that are the same, and says nothing of an empty one", () => {
    expect(stabilityIndex(window([500, 300, 200]), window([50, 30, 20]), 0.95)).toMatchObject({ value: 0, lower: 0, count: 100 });
    expect(stabilityIndex(window([0, 0]), window([5, 5]), 0.95)).toBeNull();
    expect(stabilityIndex(window([5, 5]), window([0, 0]), 0.95)).toBeNull();
  });

  it("is Σ (p − q) ln(p/q), less what chance alone gives", () => {
    const found = stabilityIndex(window([50_000, 30_000, 20_000]), window([20_000, 30_000, 50_000]), 0.95);
    const expected = 2 * 0.3 * Math.log(0.5 / 0.2);
    expect(found?.value).toBeCloseTo(expected - 2 * (1e-5 + 1e-5), 4);
    expect(found?.lower).toBeLessThan(expected);
    expect(found?.upper).toBeGreaterThan(expected);
  });

  it("sees a move out of a single bin, where nothing was before", () => {
    const moved = stabilityIndex(window([0, 0, 0, 1000]), window([1000, 0, 0, 0]), 0.998);
    expect(moved?.lower).toBeGreaterThan(5);
    expect(stabilityIndex(window([0, 0, 0, 1000]), window([0, 0, 0, 1000]), 0.998)?.value).toBe(0);
  });

  it("is as sure as the windows have independent observations", () => {
    const sure = stabilityIndex(window([600, 400]), window([400, 600]), 0.95);
    const unsure = stabilityIndex(window([600, 400], 20), window([400, 600], 20), 0.95);
    expect(sure?.lower).toBeGreaterThan(0.08);
    expect(sure?.beyondChance).toBeGreaterThan(0.15);
    expect(unsure).toMatchObject({ lower: 0, beyondChance: 0 });
    expect(unsure?.count).toBe(20);
  });

  it("has an interval that holds what the index is in nine and a half of ten, also where windows differ", () => {
    let seed = 7;
    const draw = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    const drawn = (ends: readonly number[], count: number) => {
      const bins = ends.map(() => 0);
      for (let hit = 0; hit < count; hit += 1) {
        const at = draw();
        const place = ends.findIndex((end) => at < end);
        bins[place] = (bins[place] ?? 0) + 1;
      }
      return window(bins);
    };
    const [before, now] = [
      [0.25, 0.5, 0.75, 1],
      [0.4, 0.7, 0.87, 1],
    ];
    const truth = stabilityIndex(window([25e6, 25e6, 25e6, 25e6]), window([40e6, 30e6, 17e6, 13e6]), 0.95)?.value ?? 0;
    let held = 0;
    for (let run = 0; run < 200; run += 1) {
      const found = stabilityIndex(drawn(before, 1000), drawn(now, 500), 0.95);
      held += Number(found !== null && found.lower <= truth && truth <= found.upper);
    }
    expect(held / 200).toBeGreaterThan(0.9);
  });
});
