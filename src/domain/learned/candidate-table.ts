import type { CandidateFeatures } from "./candidate-features.ts";
import { mixHash } from "./hash-words.ts";

/** Candidates each once, numbered in order of first appearance. What is equal is one, whether or not it is the same object, so that a table depends on contents alone. */
export class CandidateTable {
  readonly candidates: CandidateFeatures[] = [];
  readonly #places = new Map<number, number[]>();

  /** The number of a candidate; a new one is added. */
  placeOf(candidate: CandidateFeatures): number {
    const hash = contentHash(candidate);
    const places = this.#places.get(hash) ?? [];
    const known = places.find((place) => isEqual(this.candidates[place], candidate));
    if (known !== undefined) {
      return known;
    }
    const place = this.candidates.push(candidate) - 1;
    this.#places.set(hash, [...places, place]);
    return place;
  }
}

function contentHash({ style, words }: CandidateFeatures): number {
  let hash = mixHash(Math.round((style[0] ?? 0) * 1e6) >>> 0);
  for (const word of words.hashes) {
    hash = mixHash(hash ^ word);
  }
  return hash;
}

function isEqual(one: CandidateFeatures | undefined, other: CandidateFeatures): boolean {
  return (
    one !== undefined &&
    isSame(one.style, other.style) &&
    isSame(one.words.hashes, other.words.hashes) &&
    isSame(one.words.values, other.words.values)
  );
}

function isSame(one: Float32Array | Uint32Array, other: Float32Array | Uint32Array): boolean {
  return one === other || (one.length === other.length && one.every((value, index) => value === other[index]));
}
