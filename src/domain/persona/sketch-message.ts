import { draw } from "./draw.ts";

/** Hashes kept of a message: messages with no more distinct words than this are compared exactly. */
const SKETCH_SIZE = 32;
/** Share of common words from which two messages count as the same. */
const REPEAT_SIMILARITY = 0.85;
/** Shorter messages ("Yes.", "Go on.") may come twice. */
const REPEAT_WORDS_MIN = 4;
/** Messages remembered. */
export const SKETCHES_MAX = 12;

/** A bottom-k sketch of the message's distinct words (Broder 1997): bounded, whatever the message's length. */
export function sketchMessage(words: readonly string[]): readonly number[] {
  return [...new Set(words.map(draw))].sort((a, b) => a - b).slice(0, SKETCH_SIZE);
}

/** Whether the message says nearly what an earlier one said. */
export function isRepeatOf(sketch: readonly number[], earlier: readonly (readonly number[])[]): boolean {
  return sketch.length >= REPEAT_WORDS_MIN && earlier.some((other) => similarity(sketch, other) >= REPEAT_SIMILARITY);
}

/** Jaccard similarity of the two word sets, estimated on the union's smallest hashes: both sketches are sorted, so one walk counts. */
function similarity(a: readonly number[], b: readonly number[]): number {
  let [inA, inB, union, common] = [0, 0, 0, 0];
  while (union < SKETCH_SIZE && (inA < a.length || inB < b.length)) {
    const [left, right] = [a[inA] ?? Number.POSITIVE_INFINITY, b[inB] ?? Number.POSITIVE_INFINITY];
    common += left === right ? 1 : 0;
    inA += left <= right ? 1 : 0;
    inB += right <= left ? 1 : 0;
    union += 1;
  }
  return common / Math.max(1, union);
}
