import { stemWord } from "../text/stem-word.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";

/** Words of a sentence that are compared; what stands after them is not. */
const SENTENCE_WORDS_MAX = 60;

/** One word of a sentence as it is compared. */
export interface Term {
  readonly word: string;
  readonly stem: string;
}

/** The words of a sentence in their order, with repetitions. */
export function readTerms(sentence: string): readonly Term[] {
  return tokeniseWords(sentence)
    .slice(0, SENTENCE_WORDS_MAX)
    .map((word) => ({ word, stem: stemWord(word) }));
}

/** Keys of neighbouring words, the beginning of the sentence included: "how long" tells topics apart where "how" and "long" do not. */
export function pairNeighbours(terms: readonly Term[]): readonly string[] {
  return [...new Set(terms.map((term, i) => `${terms[i - 1]?.stem ?? "^"} ${term.stem}`))];
}
