import { assertInvariant } from "../assert.ts";

/** The lower triangle L of a symmetric positive definite matrix A = L·Lᵀ, row by row in an n × n array; what lies above the diagonal is 0. */
export interface CholeskyFactor {
  readonly size: number;
  readonly lower: Float64Array;
}

/** Factorises a symmetric n × n matrix, given row by row; only its lower triangle is read. Null where it is not positive definite. O(n³/6). */
export function factorise(matrix: Float64Array, size: number): CholeskyFactor | null {
  assertInvariant(matrix.length === size * size, "the matrix is square");
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1) {
        sum -= (lower[row * size + at] ?? 0) * (lower[column * size + at] ?? 0);
      }
      if (row === column) {
        if (!(sum > 0) || !Number.isFinite(sum)) {
          return null;
        }
        lower[row * size + row] = Math.sqrt(sum);
      } else {
        lower[row * size + column] = sum / (lower[column * size + column] ?? 1);
      }
    }
  }
  return { size, lower };
}

/** Solves A·x = b by the factor of A. */
export function solve({ size, lower }: CholeskyFactor, rightSide: Float64Array): Float64Array {
  const solution = Float64Array.from(rightSide);
  for (let row = 0; row < size; row += 1) {
    let sum = solution[row] ?? 0;
    for (let at = 0; at < row; at += 1) {
      sum -= (lower[row * size + at] ?? 0) * (solution[at] ?? 0);
    }
    solution[row] = sum / (lower[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = solution[row] ?? 0;
    for (let at = row + 1; at < size; at += 1) {
      sum -= (lower[at * size + row] ?? 0) * (solution[at] ?? 0);
    }
    solution[row] = sum / (lower[row * size + row] ?? 1);
  }
  return solution;
}

/** The inverse of A by its factor, row by row, exactly symmetric. O(n³). */
export function invert(factor: CholeskyFactor): Float64Array {
  const { size } = factor;
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let column = 0; column < size; column += 1) {
    unit.fill(0);
    unit[column] = 1;
    const solution = solve(factor, unit);
    for (let row = column; row < size; row += 1) {
      const value = solution[row] ?? 0;
      inverse[row * size + column] = value;
      inverse[column * size + row] = value;
    }
  }
  return inverse;
}
