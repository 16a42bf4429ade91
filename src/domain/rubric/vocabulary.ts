import { tokeniseWords } from "../text/tokenise-words.ts";
import { createSpellings } from "./create-spellings.ts";
import { isContentWord } from "./is-content-word.ts";
import { spaceOut } from "./space-out.ts";

/** Words and spellings that are remembered between texts; past them all are forgotten but the words that were pinned. */
const WORDS_MAX = 10_000;
/** Different content words of a text that are looked at. */
const CONTENT_WORDS_MAX = 400;

/**
 * Numbers for words, so that texts are compared and counted without making a string of each word again: the words of a text are found in one pass over its characters, and words known from other
 * texts cost a look-up. Numbers hold until `forgetMany` is called; those of pinned words always do.
 */
export interface Vocabulary {
  /** The number of a word, for good. */
  pin(word: string): number;
  /** The numbers of the words of a text: those that `tokeniseWords` finds in its NFKC form, in their order; of scripts without spaces each character. */
  read(text: string): Int32Array;
  wordOf(number: number): string;
  /** Of those numbers the different ones of words that carry matter, in the order of their first use; a few hundred at most. */
  contentOf(numbers: Int32Array): readonly number[];
  /** A property of words that is computed once for each word, by number. */
  remember<Value>(compute: (word: string) => Value): (number: number) => Value;
  /** To be called between texts: makes room where too much is remembered. Whether it did, so that numbers taken before hold no longer. */
  forgetMany(): boolean;
}

/** A vocabulary that knows no word yet. */
export function createVocabulary(): Vocabulary {
  const words: string[] = [];
  const numberOfWord = new Map<string, number>();
  const spellings = createSpellings((spelling) => tokeniseWords(spelling).map(numberOf));
  const memories: unknown[][] = [];
  /** For each word the text whose content words it was last looked at for, as counted here. */
  const lastText: number[] = [];
  let text = 0;
  let pinned = 0;
  const isContent = remember(isContentWord);

  function numberOf(word: string): number {
    const known = numberOfWord.get(word);
    if (known !== undefined) {
      return known;
    }
    numberOfWord.set(word, words.length);
    words.push(word);
    return words.length - 1;
  }

  function remember<Value>(compute: (word: string) => Value): (number: number) => Value {
    const memory: (Value | undefined)[] = [];
    memories.push(memory);
    return (number) => {
      const known = memory[number];
      if (known !== undefined) {
        return known;
      }
      const value = compute(words[number] ?? "");
      // Filled up without holes: an array with far gaps becomes a slow dictionary.
      while (memory.length <= number) {
        memory.push(undefined);
      }
      memory[number] = value;
      return value;
    };
  }

  function forgetAll(): void {
    spellings.clear();
    for (const word of words.splice(pinned)) {
      numberOfWord.delete(word);
    }
    lastText.length = Math.min(lastText.length, pinned);
    for (const memory of memories) {
      memory.length = Math.min(memory.length, pinned);
    }
  }

  return {
    pin(word) {
      const known = numberOfWord.get(word);
      if (known !== undefined && known < pinned) {
        return known;
      }
      forgetAll();
      pinned += 1;
      return numberOf(word);
    },
    read: (read) =>
      spellings.read(read.toLowerCase()) ?? Int32Array.from(tokeniseWords(spaceOut(read.normalize("NFKC"))), numberOf),
    wordOf: (number) => words[number] ?? "",
    contentOf(numbers) {
      const found: number[] = [];
      text += 1;
      while (lastText.length < words.length) {
        lastText.push(0);
      }
      for (let index = 0; index < numbers.length && found.length < CONTENT_WORDS_MAX; index += 1) {
        const number = numbers[index] ?? 0;
        if (lastText[number] !== text) {
          lastText[number] = text;
          if (isContent(number)) {
            found.push(number);
          }
        }
      }
      return found;
    },
    remember,
    forgetMany() {
      const isFull = spellings.count() > WORDS_MAX || words.length - pinned > WORDS_MAX;
      if (isFull) {
        forgetAll();
      }
      return isFull;
    },
  };
}
