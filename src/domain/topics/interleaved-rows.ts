/** Rows that are multiplied at once. */
const LANES = 4;

/** Rows of numbers, laid out so that one vector is multiplied with all of them quickly. */
export interface InterleavedRows {
  /** The product with each row, summed in the order of the columns. The array is reused by the next call and may be longer than the rows. */
  multiply(vector: Int8Array | Float64Array): Float64Array;
}

/** Four rows stand interleaved, so that their sums grow side by side instead of one waiting for the other. Every row has `columns` numbers. */
export function interleaveRows(rows: readonly Float64Array[], columns: number): InterleavedRows {
  const sums = new Float64Array(Math.ceil(rows.length / LANES) * LANES);
  const lanes = new Float64Array(sums.length * columns);
  rows.forEach((row, number) => {
    let at = Math.floor(number / LANES) * LANES * columns + (number % LANES);
    for (let column = 0; column < columns; column += 1, at += LANES) {
      lanes[at] = row[column] ?? 0;
    }
  });
  const factors = new Float64Array(columns);
  return {
    multiply(vector) {
      factors.set(vector);
      multiplyLanes(lanes, factors, sums);
      return sums;
    },
  };
}

function multiplyLanes(lanes: Float64Array, factors: Float64Array, sums: Float64Array): void {
  let at = 0;
  for (let row = 0; row < sums.length; row += LANES) {
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (let column = 0; column < factors.length; column += 1, at += LANES) {
      const factor = factors[column] ?? 0;
      first += factor * (lanes[at] ?? 0);
      second += factor * (lanes[at + 1] ?? 0);
      third += factor * (lanes[at + 2] ?? 0);
      fourth += factor * (lanes[at + 3] ?? 0);
    }
    sums[row] = first;
    sums[row + 1] = second;
    sums[row + 2] = third;
    sums[row + 3] = fourth;
  }
}
