import { tokeniseWords } from "../text/tokenise-words.ts";

/** Words of a sentence that are read; what stands after them is not. */
const SENTENCE_WORDS_MAX = 60;

/** The words of a sentence that topics are looked for in. */
export function readTopicWords(sentence: string): readonly string[] {
  return tokeniseWords(sentence).slice(0, SENTENCE_WORDS_MAX);
}
