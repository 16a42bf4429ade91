/** Smaller pivots are taken for 0: the row says nothing new. */
const PIVOT_MIN = 1e-12;

/**
 * Solves `matrix · x = side` for several right-hand sides at once (row i of `sides` belongs to row i of the matrix) by elimination with
 * partial pivoting. Returns one row of solutions for each row; unknowns without a usable pivot are 0. Both arguments are used up.
 * Additions, multiplications and divisions only: the same bits on every machine.
 */
export function solveLinearSystem(matrix: readonly Float64Array[], sides: readonly Float64Array[]): readonly Float64Array[] {
  const rows = [...matrix];
  const right = [...sides];
  for (let column = 0; column < rows.length; column += 1) {
    movePivotUp(rows, right, column);
    eliminateBelow(rows, right, column);
  }
  for (let row = rows.length - 1; row >= 0; row -= 1) {
    substituteBack(rows, right, row);
  }
  return right;
}

function movePivotUp(rows: Float64Array[], right: Float64Array[], column: number): void {
  let best = column;
  for (let row = column + 1; row < rows.length; row += 1) {
    best = Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) ? row : best;
  }
  swap(rows, column, best);
  swap(right, column, best);
}

function swap(list: Float64Array[], a: number, b: number): void {
  const first = list[a];
  const second = list[b];
  if (first && second && a !== b) {
    list[a] = second;
    list[b] = first;
  }
}

function eliminateBelow(rows: readonly Float64Array[], right: readonly Float64Array[], column: number): void {
  const pivotRow = rows[column];
  const pivotSide = right[column];
  const pivot = pivotRow?.[column] ?? 0;
  if (!pivotRow || !pivotSide || Math.abs(pivot) < PIVOT_MIN) {
    return;
  }
  for (let row = column + 1; row < rows.length; row += 1) {
    const current = rows[row];
    const side = right[row];
    const factor = (current?.[column] ?? 0) / pivot;
    if (current && side && factor !== 0) {
      subtractScaled(current, pivotRow, factor, column);
      subtractScaled(side, pivotSide, factor, 0);
    }
  }
}

function substituteBack(rows: readonly Float64Array[], right: readonly Float64Array[], row: number): void {
  const current = rows[row];
  const side = right[row];
  if (!current || !side) {
    return;
  }
  for (let column = row + 1; column < rows.length; column += 1) {
    const known = right[column];
    const factor = current[column] ?? 0;
    if (known && factor !== 0) {
      subtractScaled(side, known, factor, 0);
    }
  }
  const pivot = current[row] ?? 0;
  for (let i = 0; i < side.length; i += 1) {
    side[i] = Math.abs(pivot) < PIVOT_MIN ? 0 : (side[i] ?? 0) / pivot;
  }
}

function subtractScaled(target: Float64Array, source: Float64Array, factor: number, from: number): void {
  for (let i = from; i < target.length; i += 1) {
    target[i] = (target[i] ?? 0) - factor * (source[i] ?? 0);
  }
}
