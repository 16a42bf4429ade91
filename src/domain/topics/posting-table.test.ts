import { describe, expect, it } from "vitest";
import { packPostings } from "./posting-table.ts";

describe("packPostings", () => {
  const table = packPostings([
    { sentences: [0, 2], weights: [0.5, 0.25] },
    undefined,
    { sentences: [], weights: [] },
    { sentences: [2], weights: [1] },
  ]);

  const addAll = (...features: readonly (readonly [feature: number, factor: number])[]) => {
    const target = new Float64Array(3);
    for (const [feature, factor] of features) {
      table.addTo(target, feature, factor);
    }
    return [...target];
  };

  it("adds a feature's weights, times the factor, to the sentences that have it", () => {
    expect(addAll([0, 2])).toEqual([1, 0, 0.5]);
    expect(addAll([0, 2], [3, -1])).toEqual([1, 0, -0.5]);
  });

  it("adds nothing for a feature that occurs nowhere or is none", () => {
    expect(addAll([1, 1], [2, 1], [-1, 1], [4, 1])).toEqual([0, 0, 0]);
  });
});
