import { GAP_WORDS_MAX } from "../text/phrase.ts";

/** Places in half a sentence: as many bits as fit a small integer. */
const HALF_PLACES = 30;
const HALF_MASK = 2 ** HALF_PLACES - 1;

/** Words of a sentence that have a place; what stands after them is not found. */
export const SENTENCE_PLACES = 2 * HALF_PLACES;

/** A word of a phrase, its alternatives by their numbers. */
export interface NumberedStep {
  readonly words: readonly number[];
  /** Up to `GAP_WORDS_MAX` other words may stand before it. */
  readonly isAfterGap: boolean;
}

/** The steps of a phrase as numbers side by side: of each, twice the count of its words and 1 after a gap, then the words. Thousands are looked for, and what lies apart in memory is slow to reach. */
export function packSteps(steps: readonly NumberedStep[]): readonly number[] {
  return steps.flatMap(({ words, isAfterGap }) => [2 * words.length + Number(isAfterGap), ...words]);
}

/**
 * Looks for phrases in one sentence after the other. Keeps of each word, by its number, where it stands, a bit for each place, and follows a phrase from all places at once
 * (shift-and: Baeza-Yates and Gonnet, "A new approach to text searching", 1992).
 */
export class PhraseSearch {
  /** Two halves of each word's places. */
  readonly #places: Int32Array;
  #sentence: readonly number[] = [];

  /** @param words how many numbers there are. */
  constructor(words: number) {
    this.#places = new Int32Array(2 * words);
  }

  /** Takes up a sentence and lets go of the one before. @param sentence the numbers of its words; a word without a number is -1. */
  read(sentence: readonly number[]): void {
    for (const word of this.#sentence) {
      this.#places.fill(0, Math.max(0, 2 * word), 2 * word + 2);
    }
    this.#sentence = sentence;
    for (let place = 0; place < sentence.length && place < SENTENCE_PLACES; place += 1) {
      const half = 2 * (sentence[place] ?? -1) + (place < HALF_PLACES ? 0 : 1);
      if (half >= 0) {
        this.#places[half] = (this.#places[half] ?? 0) | (1 << (place % HALF_PLACES));
      }
    }
  }

  /** Whether the steps packed from one index of the table to before another (see `packSteps`) stand in the sentence, one after the other. */
  finds(table: Int32Array, from: number, end: number): boolean {
    const places = this.#places;
    // Where the step at hand may stand.
    let early = HALF_MASK;
    let late = HALF_MASK;
    let at = from;
    while (at < end) {
      const head = table[at] ?? 0;
      if (at > from) {
        [early, late] = placesAfter(early, late, (head & 1) === 1);
      }
      let earlyStands = 0;
      let lateStands = 0;
      const next = at + 1 + (head >> 1);
      for (at += 1; at < next; at += 1) {
        const half = 2 * (table[at] ?? 0);
        earlyStands |= places[half] ?? 0;
        lateStands |= places[half + 1] ?? 0;
      }
      early &= earlyStands;
      late &= lateStands;
      if ((early | late) === 0) {
        return false;
      }
    }
    return true;
  }
}

/** The places right after these and, across a gap, up to so many further on. */
function placesAfter(early: number, late: number, isAcrossGap: boolean): readonly [early: number, late: number] {
  let [nextEarly, nextLate] = [0, 0];
  let [shiftedEarly, shiftedLate] = [early, late];
  for (let words = isAcrossGap ? GAP_WORDS_MAX : 0; words >= 0; words -= 1) {
    shiftedLate = ((shiftedLate << 1) | (shiftedEarly >>> (HALF_PLACES - 1))) & HALF_MASK;
    shiftedEarly = (shiftedEarly << 1) & HALF_MASK;
    nextEarly |= shiftedEarly;
    nextLate |= shiftedLate;
  }
  return [nextEarly, nextLate];
}
