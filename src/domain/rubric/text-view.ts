import { dropThoughts } from "../text/drop-thoughts.ts";
import { splitSentences } from "../text/split-sentences.ts";
import { countWords } from "./count-words.ts";
import { type MarkdownView, readMarkdown } from "./read-markdown.ts";
import { countRepeatedNgrams, type NgramCount } from "./repeated-ngrams.ts";
import { type Readable, takeOutInvisible } from "./take-out-invisible.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Characters of a text that a rubric reads; what stands after them is dropped. */
export const READ_CHARACTERS_MAX = 100_000;

/** Words at the beginning of an answer that say how it begins: enough to tell that it declines. */
const OPENING_WORDS_MAX = 64;
/** Words of the prose that are looked at for its language, evenly over the text: more change nothing. */
const SAMPLE_WORDS_MAX = 200;

/** Characters of the prose beside code whose words are told apart from the code's: enough to tell a language. */
const PROSE_CHARACTERS_MAX = 2_000;

/** A text as the criteria read it. Each part is computed when a criterion first asks for it. */
export interface TextView {
  /** The messages as they were written, thoughts included. */
  readonly raw: readonly string[];
  /** Without thoughts and invisible characters, NFC, line breaks as `\n`; markdown and white space stand as written. */
  text(): string;
  /** Words of the text as people count them. */
  wordCount(): number;
  /** Lower-case words in their order, contractions written out, compatibility forms made plain (NFKC). */
  words(): readonly string[];
  /** The same as numbers of the rubric's vocabulary. */
  numbers(): Int32Array;
  /** The different ones of those of words that carry matter. */
  contentNumbers(): readonly number[];
  /** The first of the words, a few dozen. */
  openingWords(): readonly string[];
  /**
   * Words outside the blocks of code, taken evenly over them, 200 at most; where there are such blocks, of the words of the first 2,000 characters only.
   */
  proseSample(): readonly string[];
  /** The text's blocks of code, and the rest. */
  markdown(): MarkdownView;
  /** Sentences of the rest. */
  sentences(): readonly string[];
  /** Of the words: how many of their n-grams stood there before. */
  repeatedNgrams(ngramWords: number): NgramCount;
  /** Whether nothing but thoughts was taken out: no invisible character stood in the messages, and so none within a word. */
  isWhole(): boolean;
}

/** The messages as one text, in their order, with an empty line between them. Reading many texts with one vocabulary is several times as fast. */
export function viewText(messages: readonly string[], vocabulary: Vocabulary): TextView {
  return new ReadText(messages, vocabulary);
}

/** One object with a place for each part: a closure for each would cost a short answer more than reading it. */
class ReadText implements TextView {
  readonly raw: readonly string[];
  readonly #vocabulary: Vocabulary;
  #readable: Readable | null = null;
  #wordCount: number | null = null;
  #numbers: Int32Array | null = null;
  #contentNumbers: readonly number[] | null = null;
  #words: readonly string[] | null = null;
  #openingWords: readonly string[] | null = null;
  #proseSample: readonly string[] | null = null;
  #markdown: MarkdownView | null = null;
  #sentences: readonly string[] | null = null;
  #ngrams: { readonly ngramWords: number; readonly count: NgramCount } | null = null;

  constructor(messages: readonly string[], vocabulary: Vocabulary) {
    this.raw = messages;
    this.#vocabulary = vocabulary;
  }

  text(): string {
    return this.#read().text;
  }

  isWhole(): boolean {
    return this.#read().isWhole;
  }

  wordCount(): number {
    this.#wordCount ??= countWords(this.text());
    return this.#wordCount;
  }

  numbers(): Int32Array {
    this.#numbers ??= this.#vocabulary.read(this.text());
    return this.#numbers;
  }

  contentNumbers(): readonly number[] {
    this.#contentNumbers ??= this.#vocabulary.contentOf(this.numbers());
    return this.#contentNumbers;
  }

  words(): readonly string[] {
    this.#words ??= wordsOf(this.numbers(), this.#vocabulary);
    return this.#words;
  }

  openingWords(): readonly string[] {
    this.#openingWords ??= wordsOf(this.numbers().subarray(0, OPENING_WORDS_MAX), this.#vocabulary);
    return this.#openingWords;
  }

  proseSample(): readonly string[] {
    this.#proseSample ??= wordsOf(sampleOf(this.#proseNumbers()), this.#vocabulary);
    return this.#proseSample;
  }

  markdown(): MarkdownView {
    this.#markdown ??= readMarkdown(this.text());
    return this.#markdown;
  }

  sentences(): readonly string[] {
    this.#sentences ??= splitSentences(this.markdown().prose);
    return this.#sentences;
  }

  repeatedNgrams(ngramWords: number): NgramCount {
    if (this.#ngrams?.ngramWords !== ngramWords) {
      this.#ngrams = { ngramWords, count: countRepeatedNgrams(this.numbers(), ngramWords, null) };
    }
    return this.#ngrams.count;
  }

  #read(): Readable {
    this.#readable ??= readable(this.raw);
    return this.#readable;
  }

  #proseNumbers(): Int32Array {
    const { fences, prose } = this.markdown();
    return fences.length === 0 ? this.numbers() : this.#vocabulary.read(prose.slice(0, PROSE_CHARACTERS_MAX));
  }
}

function sampleOf(numbers: Int32Array): Int32Array {
  const step = Math.ceil(numbers.length / SAMPLE_WORDS_MAX);
  return step <= 1
    ? numbers
    : Int32Array.from({ length: Math.ceil(numbers.length / step) }, (_unused, index) => numbers[index * step] ?? 0);
}

function wordsOf(numbers: Int32Array, vocabulary: Vocabulary): readonly string[] {
  const words: string[] = [];
  for (let index = 0; index < numbers.length; index += 1) {
    words.push(vocabulary.wordOf(numbers[index] ?? 0));
  }
  return words;
}

function readable(messages: readonly string[]): Readable {
  const [only] = messages;
  const joined =
    only !== undefined && messages.length === 1 ? dropThoughts(only.slice(0, READ_CHARACTERS_MAX)) : joinSpoken(messages);
  const { text, isWhole } = takeOutInvisible(joined);
  return { text: text.trim(), isWhole };
}

/** Thoughts are dropped from each message by itself: one that is left open ends with its message. */
function joinSpoken(messages: readonly string[]): string {
  let joined = "";
  for (const message of messages) {
    if (joined.length >= READ_CHARACTERS_MAX) {
      break;
    }
    joined += `${joined === "" ? "" : "\n\n"}${dropThoughts(message.slice(0, READ_CHARACTERS_MAX))}`;
  }
  return joined.slice(0, READ_CHARACTERS_MAX);
}
