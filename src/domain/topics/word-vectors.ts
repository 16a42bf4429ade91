/** Directions of word meanings. Only the angle between two vectors counts: each is scaled by itself to fill the range of int8. */
export interface WordVectors {
  readonly dimensions: number;
  /** The vector of a lower-case word; null when the word is unknown. Not to be written to. */
  find(word: string): Int8Array | null;
}
