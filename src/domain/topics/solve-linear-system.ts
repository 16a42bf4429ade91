/** Smaller pivots are taken for 0: the row says nothing new. */
const PIVOT_MIN = 1e-12;
/** Columns that are eliminated together, so that the rest of the matrix is walked once for all of them. */
const PANEL_COLUMNS = 4;

/** A square matrix with one or more right-hand sides: `size` rows, one after the other, each with `size` coefficients and `width` sides. */
export interface LinearSystem {
  readonly rows: Float64Array;
  readonly size: number;
  readonly width: number;
}

/**
 * Solves for all right-hand sides at once by elimination with partial pivoting. The sides become the solutions, one row for each unknown; the
 * coefficients are used up. Unknowns without a usable pivot are 0. Additions, multiplications and divisions in a fixed order only: the same
 * bits on every machine.
 */
export function solveLinearSystem(system: LinearSystem): void {
  for (let start = 0; start < system.size; start += PANEL_COLUMNS) {
    const end = Math.min(system.size, start + PANEL_COLUMNS);
    eliminatePanel(system, start, end);
    for (let row = start + 1; row < system.size; row += 1) {
      updateRest(system, row, start, end);
    }
  }
  for (let row = system.size - 1; row >= 0; row -= 1) {
    substituteBack(system, row);
  }
}

/** Eliminates within the columns of the panel. Below the diagonal it leaves the factors by which the rows of the pivots are to be subtracted. */
function eliminatePanel(system: LinearSystem, start: number, end: number): void {
  const { rows, size, width } = system;
  const stride = size + width;
  for (let column = start; column < end; column += 1) {
    movePivotUp(system, column);
    const pivotAt = column * stride;
    const pivot = rows[pivotAt + column] ?? 0;
    const isUsable = Math.abs(pivot) >= PIVOT_MIN;
    for (let at = pivotAt + stride; at < rows.length; at += stride) {
      const factor = isUsable ? (rows[at + column] ?? 0) / pivot : 0;
      rows[at + column] = factor;
      for (let i = column + 1; i < end; i += 1) {
        rows[at + i] = (rows[at + i] ?? 0) - factor * (rows[pivotAt + i] ?? 0);
      }
    }
  }
}

function movePivotUp({ rows, size, width }: LinearSystem, column: number): void {
  const stride = size + width;
  let best = column;
  let bestValue = Math.abs(rows[column * stride + column] ?? 0);
  for (let row = column + 1; row < size; row += 1) {
    const value = Math.abs(rows[row * stride + column] ?? 0);
    if (value > bestValue) {
      best = row;
      bestValue = value;
    }
  }
  if (best !== column) {
    const first = rows.slice(column * stride, (column + 1) * stride);
    rows.copyWithin(column * stride, best * stride, (best + 1) * stride);
    rows.set(first, best * stride);
  }
}

/** Subtracts the pivot rows of the panel from what stands right of it in the row, first pivot first. */
function updateRest({ rows, size, width }: LinearSystem, row: number, start: number, end: number): void {
  const stride = size + width;
  const at = row * stride;
  const pivots = Math.min(row, end) - start;
  if (pivots < PANEL_COLUMNS) {
    for (let column = start; column < start + pivots; column += 1) {
      subtractScaled(rows, at + end, column * stride + end, stride - end, rows[at + column] ?? 0);
    }
    return;
  }
  const factor0 = rows[at + start] ?? 0;
  const factor1 = rows[at + start + 1] ?? 0;
  const factor2 = rows[at + start + 2] ?? 0;
  const factor3 = rows[at + start + 3] ?? 0;
  let source = start * stride + end;
  for (let target = at + end; target < at + stride; target += 1, source += 1) {
    rows[target] =
      (rows[target] ?? 0) -
      factor0 * (rows[source] ?? 0) -
      factor1 * (rows[source + stride] ?? 0) -
      factor2 * (rows[source + 2 * stride] ?? 0) -
      factor3 * (rows[source + 3 * stride] ?? 0);
  }
}

function substituteBack({ rows, size, width }: LinearSystem, row: number): void {
  const stride = size + width;
  const at = row * stride;
  for (let column = row + 1; column < size; column += 1) {
    subtractScaled(rows, at + size, column * stride + size, width, rows[at + column] ?? 0);
  }
  const pivot = rows[at + row] ?? 0;
  for (let i = at + size; i < at + stride; i += 1) {
    rows[i] = Math.abs(pivot) < PIVOT_MIN ? 0 : (rows[i] ?? 0) / pivot;
  }
}

/** Subtracts `count` numbers from `source` on, times the factor, from those from `target` on. */
function subtractScaled(numbers: Float64Array, target: number, source: number, count: number, factor: number): void {
  for (let i = 0; i < count; i += 1) {
    numbers[target + i] = (numbers[target + i] ?? 0) - factor * (numbers[source + i] ?? 0);
  }
}
