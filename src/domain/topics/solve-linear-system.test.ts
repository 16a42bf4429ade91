import { describe, expect, it } from "vitest";
import { solveLinearSystem } from "./solve-linear-system.ts";

/** Rows of coefficients and, in the same rows, right-hand sides. */
function solve(matrix: readonly (readonly number[])[], sides: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = matrix.length;
  const width = sides[0]?.length ?? 0;
  const rows = Float64Array.from(matrix.flatMap((row, i) => [...row, ...(sides[i] ?? [])]));
  solveLinearSystem({ rows, size, width });
  return matrix.map((_, i) => [...rows.slice(i * (size + width) + size, (i + 1) * (size + width))]);
}

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

  it.each([1, 3, 4, 5, 8, 11])("solves %i unknowns, fewer or more than are eliminated together", (size) => {
    // Largest coefficients off the diagonal, so that rows must be swapped.
    const matrix = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (j === (i + 1) % size ? 9 : 0) + ((i * 7 + j * 5) % 4) / 4),
    );
    const solution = Array.from({ length: size }, (_, i) => i - 2);
    const sides = matrix.map((row) => [row.reduce((sum, value, j) => sum + value * (solution[j] ?? 0), 0)]);
    solve(matrix, sides).forEach((row, i) => {
      expect(row[0]).toBeCloseTo(solution[i] ?? Number.NaN, 9);
    });
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
