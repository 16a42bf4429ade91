import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorise, invert, solve } from "./cholesky.ts";

const SIZE_MAX = 8;
/** A·Aᵀ + I of any A is positive definite. */
const positiveDefinite = fc.integer({ min: 1, max: SIZE_MAX }).chain((size) =>
  fc.array(fc.integer({ min: -100, max: 100 }), { minLength: size * size, maxLength: size * size }).map((entries) => {
    const matrix = new Float64Array(size * size);
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column < size; column += 1) {
        let sum = row === column ? 1 : 0;
        for (let at = 0; at < size; at += 1) {
          sum += ((entries[row * size + at] ?? 0) * (entries[column * size + at] ?? 0)) / 1000;
        }
        matrix[row * size + column] = sum;
      }
    }
    return { matrix, size };
  }),
);

describe("the Cholesky factor", () => {
  it("solves what the matrix was multiplied with", () => {
    fc.assert(
      fc.property(
        positiveDefinite,
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: SIZE_MAX, maxLength: SIZE_MAX }),
        ({ matrix, size }, x) => {
          const product = Float64Array.from({ length: size }, (_value, row) =>
            x.slice(0, size).reduce((sum, value, column) => sum + value * (matrix[row * size + column] ?? 0), 0),
          );
          const factor = factorise(matrix, size);
          expect(factor).not.toBeNull();
          const solution = factor ? solve(factor, product) : [];
          for (const [index, value] of x.slice(0, size).entries()) {
            expect(solution[index]).toBeCloseTo(value, 7);
          }
        },
      ),
    );
  });

  it("inverts: the matrix times its inverse is the unit matrix, and the inverse is exactly symmetric", () => {
    fc.assert(
      fc.property(positiveDefinite, ({ matrix, size }) => {
        const factor = factorise(matrix, size);
        const inverse = factor ? invert(factor) : new Float64Array();
        for (let row = 0; row < size; row += 1) {
          for (let column = 0; column < size; column += 1) {
            let sum = 0;
            for (let at = 0; at < size; at += 1) {
              sum += (matrix[row * size + at] ?? 0) * (inverse[at * size + column] ?? 0);
            }
            expect(sum).toBeCloseTo(row === column ? 1 : 0, 8);
            expect(inverse[row * size + column]).toBe(inverse[column * size + row]);
          }
        }
      }),
    );
  });

  it("does not exist where the matrix is not positive definite", () => {
    expect(factorise(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
    expect(factorise(Float64Array.of(0), 1)).toBeNull();
    expect(factorise(Float64Array.of(Number.NaN), 1)).toBeNull();
  });
});
