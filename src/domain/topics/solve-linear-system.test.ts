import { describe, expect, it } from "vitest";
import { solveLinearSystem } from "./solve-linear-system.ts";

const solve = (matrix: readonly (readonly number[])[], sides: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  solveLinearSystem(
    matrix.map((row) => Float64Array.from(row)),
    sides.map((row) => Float64Array.from(row)),
  ).map((row) => [...row]);

describe("solveLinearSystem", () => {
  it("solves several right-hand sides at once", () => {
    const found = solve(
      [
        [2, 1],
        [1, 3],
      ],
      [
        [5, 1],
        [10, 0],
      ],
    );
    expect(found[0]?.[0]).toBeCloseTo(1, 12);
    expect(found[1]?.[0]).toBeCloseTo(3, 12);
    expect(found[0]?.[1]).toBeCloseTo(0.6, 12);
    expect(found[1]?.[1]).toBeCloseTo(-0.2, 12);
  });

  it("swaps rows where a pivot is 0", () => {
    expect(
      solve(
        [
          [0, 1],
          [1, 0],
        ],
        [[2], [3]],
      ),
    ).toEqual([[3], [2]]);
  });

  it("leaves an unknown that nothing determines at 0", () => {
    expect(
      solve(
        [
          [1, 1],
          [1, 1],
        ],
        [[2], [2]],
      ),
    ).toEqual([[2], [0]]);
    expect(solve([], [])).toEqual([]);
  });
});
