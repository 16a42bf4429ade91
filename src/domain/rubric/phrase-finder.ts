import { tokeniseWords } from "../text/tokenise-words.ts";
import { spaceOut } from "./space-out.ts";
import type { Vocabulary } from "./vocabulary.ts";

interface WordPhrase {
  /** Numbers of its words. */
  readonly numbers: readonly number[];
  readonly slot: number;
}

/** Which of several lists of phrases occur in a text, by number of list, found in one pass. */
export type PhraseFinder = (numbers: Int32Array) => readonly boolean[];

/**
 * Prepares lists of phrases. A phrase occurs where its words stand one after another; case, punctuation and the writing of contractions are set aside.
 * Throws where a phrase has no word.
 */
export function compilePhrases(lists: readonly (readonly string[])[], vocabulary: Vocabulary): PhraseFinder {
  const byFirstNumber: WordPhrase[][] = [];
  for (const [slot, list] of lists.entries()) {
    for (const phrase of list) {
      const numbers = phraseWords(phrase).map(vocabulary.pin);
      const [first = 0] = numbers;
      byFirstNumber[first] ??= [];
      byFirstNumber[first].push({ numbers, slot });
    }
  }
  return (numbers) => {
    const found = new Array<boolean>(lists.length).fill(false);
    if (byFirstNumber.length > 0) {
      markWordPhrases(byFirstNumber, numbers, found);
    }
    return found;
  };
}

/** The words of a phrase as they stand in a text. Throws where there are none. */
export function phraseWords(phrase: string): readonly string[] {
  const words = tokeniseWords(spaceOut(phrase.normalize("NFKC")));
  if (words.length === 0) {
    throw new Error(`The phrase ${JSON.stringify(phrase)} has no word to look for.`);
  }
  return words;
}

/** Whether a sequence of words, or of their numbers, stands at that place of a text. */
export function standsAt<Word>(sequence: ArrayLike<Word>, words: ArrayLike<Word>, start: number): boolean {
  for (let offset = 0; offset < sequence.length; offset += 1) {
    if (sequence[offset] !== words[start + offset]) {
      return false;
    }
  }
  return true;
}

function markWordPhrases(
  byFirstNumber: readonly (readonly WordPhrase[] | undefined)[],
  numbers: Int32Array,
  found: boolean[],
): void {
  for (let start = 0; start < numbers.length; start += 1) {
    const candidates = byFirstNumber[numbers[start] ?? -1];
    if (candidates !== undefined) {
      for (const { numbers: sequence, slot } of candidates) {
        found[slot] ||= standsAt(sequence, numbers, start);
      }
    }
  }
}
