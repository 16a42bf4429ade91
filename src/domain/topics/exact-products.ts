import { interleaveRows } from "./interleaved-rows.ts";

/** Two vectors stand in one row of numbers, the second multiplied with this: their products with a third add up side by side, exactly. */
const SECOND = 2 ** 26;
/** Above it, the product of the first vector could run into that of the second. */
const DIMENSIONS_MAX = 2_000;

/** Many vectors of small integers, made ready to be multiplied with one at once. */
export interface ExactProducts {
  /** The product with every vector, 0 where there is none. The array is reused by the next call. */
  multiply(vector: Int8Array): Float64Array;
}

/** Throws a `RangeError` above 2,000 dimensions. Sums of integers: the same on every machine. */
export function createExactProducts(vectors: readonly (Int8Array | null)[], dimensions: number): ExactProducts {
  if (dimensions > DIMENSIONS_MAX) {
    throw new RangeError(
      `dimensions of the word vectors is ${dimensions}, must be at most ${DIMENSIONS_MAX}. Use shorter vectors.`,
    );
  }
  const held = vectors.flatMap((vector, number) => (vector === null ? [] : [{ number, vector }]));
  const numbers = Int32Array.from(held, (entry) => entry.number);
  const pairs = Array.from({ length: Math.ceil(held.length / 2) }, () => new Float64Array(dimensions));
  held.forEach(({ vector }, i) => {
    const pair = pairs[i >> 1] ?? new Float64Array(dimensions);
    const scale = i % 2 === 0 ? 1 : SECOND;
    for (let d = 0; d < dimensions; d += 1) {
      pair[d] = (pair[d] ?? 0) + scale * (vector[d] ?? 0);
    }
  });
  const rows = interleaveRows(pairs, dimensions);
  const products = new Float64Array(vectors.length);
  return {
    multiply(vector) {
      const sums = rows.multiply(vector);
      for (let i = 0; i < numbers.length; i += 2) {
        const both = sums[i >> 1] ?? 0;
        const second = Math.round(both / SECOND);
        products[numbers[i] ?? 0] = both - second * SECOND;
        if (i + 1 < numbers.length) {
          products[numbers[i + 1] ?? 0] = second;
        }
      }
      return products;
    },
  };
}
