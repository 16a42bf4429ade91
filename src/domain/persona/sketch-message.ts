import { draw } from "./draw.ts";

/** Hashes kept of a message: messages with no more distinct words than this are compared exactly. */
const SKETCH_SIZE = 32;
/** Share of common words from which two messages count as the same. */
const REPEAT_SIMILARITY = 0.85;
/** Shorter messages ("Yes.", "Go on.") may come twice. */
const REPEAT_WORDS_MIN = 4;
/** Messages remembered. */
export const SKETCHES_MAX = 12;

/** Words that only one of two alike messages may have: with one more, even the longest sketches are less alike than REPEAT_SIMILARITY. */
const DIFFERENCES_MAX = Math.floor(SKETCH_SIZE * (1 - REPEAT_SIMILARITY));

/** A bottom-k sketch of a message's distinct words (Broder 1997): bounded, whatever the message's length. In a state's text it is its hashes. */
export interface Sketch {
  /** Ascending. */
  readonly hashes: readonly number[];
  /** Their JSON, once a state's text has been asked for: a sketch goes through a dozen states unchanged. */
  text: string | null;
}

/** Sketches a message by its words. */
export function sketchMessage(words: readonly string[]): Sketch {
  const smallest: number[] = [];
  for (const word of words) {
    keepSmallest(smallest, draw(word));
  }
  return { hashes: smallest, text: null };
}

/** Puts a hash in its place among the ascending ones, unless it is there or beyond the last that is kept. */
function keepSmallest(smallest: number[], hash: number): void {
  let place = smallest.length;
  while (place > 0 && (smallest[place - 1] ?? 0) > hash) {
    place -= 1;
  }
  if (place === SKETCH_SIZE || (place > 0 && smallest[place - 1] === hash)) {
    return;
  }
  for (let last = Math.min(smallest.length, SKETCH_SIZE - 1); last > place; last -= 1) {
    smallest[last] = smallest[last - 1] ?? 0;
  }
  smallest[place] = hash;
}

/** Whether the message says nearly what an earlier one said. */
export function isRepeatOf({ hashes }: Sketch, earlier: readonly Sketch[]): boolean {
  return hashes.length >= REPEAT_WORDS_MIN && earlier.some((other) => isAlike(hashes, other.hashes));
}

/**
 * Whether the Jaccard similarity of the two word sets, estimated on the union's smallest hashes, reaches the limit. Both sketches are sorted, so one walk
 * counts; it ends early once too much differs.
 */
function isAlike(a: readonly number[], b: readonly number[]): boolean {
  let inA = 0;
  let inB = 0;
  let union = 0;
  let differences = 0;
  while (union < SKETCH_SIZE && (inA < a.length || inB < b.length)) {
    const left = a[inA] ?? Number.POSITIVE_INFINITY;
    const right = b[inB] ?? Number.POSITIVE_INFINITY;
    if (left !== right) {
      differences += 1;
      if (differences > DIFFERENCES_MAX) {
        return false;
      }
    }
    inA += left <= right ? 1 : 0;
    inB += right <= left ? 1 : 0;
    union += 1;
  }
  return (union - differences) / Math.max(1, union) >= REPEAT_SIMILARITY;
}
