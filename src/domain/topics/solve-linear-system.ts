/**
 * Solves `matrix · x = side` for several right-hand sides by elimination with partial pivoting; both are overwritten, the sides by the
 * solutions. Rows without a usable pivot get 0. Additions, multiplications and divisions only: the same bits on every machine.
 */
export function solveLinearSystem(matrix: readonly Float64Array[], sides: readonly Float64Array[]): void {
  const rows = [...matrix];
  const right = [...sides];
  for (let column = 0; column < rows.length; column += 1) {
    movePivotUp(rows, right, column);
    eliminateBelow(rows, right, column);
  }
  for (let row = rows.length - 1; row >= 0; row -= 1) {
    substituteBack(rows, right, row);
  }
  right.forEach((solution, row) => {
    rows[row] = solution;
  });
  copyInOrder(rows, sides);
}

const PIVOT_MIN = 1e-12;

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

/** Pivoting swapped the row objects of the sides; the caller reads them in its own order. */
function copyInOrder(solutions: readonly Float64Array[], sides: readonly Float64Array[]): void {
  const copies = solutions.map((solution) => solution.slice());
  sides.forEach((side, row) => {
    side.set(copies[row] ?? []);
  });
}
