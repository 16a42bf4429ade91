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

/** Jaccard similarity of the two word sets, estimated on the union's smallest hashes. */
function similarity(a: readonly number[], b: readonly number[]): number {
  const inA = new Set(a);
  const inB = new Set(b);
  const smallest = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, SKETCH_SIZE);
  return smallest.filter((hash) => inA.has(hash) && inB.has(hash)).length / Math.max(1, smallest.length);
}
