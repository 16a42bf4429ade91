/** Cosines below this say nothing: any two words of a language are that close. */
const COSINE_FLOOR = 0.42;
/** Similarity of two words whose vectors point the same way. */
const SAME_DIRECTION = 0.9;

/** A word vector and its length. */
export interface Direction {
  readonly vector: Int8Array;
  readonly length: number;
}

/** The direction of a vector; null for none and for the zero vector. */
export function toDirection(vector: Int8Array | null): Direction | null {
  const length = vector === null ? 0 : Math.sqrt(addSquares(vector));
  return vector === null || length === 0 ? null : { vector, length };
}

/** 0 (unrelated) to 0.9 (the same direction), from the product of two vectors and the product of their lengths. */
export function gradeCosine(product: number, lengths: number): number {
  const cosine = product / lengths;
  return cosine <= COSINE_FLOOR ? 0 : ((cosine - COSINE_FLOOR) / (1 - COSINE_FLOOR)) * SAME_DIRECTION;
}

function addSquares(vector: Int8Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i += 1) {
    const value = vector[i] ?? 0;
    sum += value * value;
  }
  return sum;
}
