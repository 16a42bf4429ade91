import { stemWord } from "../text/stem-word.ts";
import { weighWordRole } from "../topics/word-roles.ts";

/** Different content words of a text that are looked at, in the order of their first use. */
const CONTENT_WORDS_MAX = 400;
const WORD_LENGTH_MIN = 2;

/** The different words of a text that carry its matter: no words of grammar, of requesting or asking. Numbers count. */
export function contentWords(words: readonly string[]): readonly string[] {
  const kept = new Set<string>();
  for (const word of words) {
    if (kept.size >= CONTENT_WORDS_MAX) {
      break;
    }
    if (word.length >= WORD_LENGTH_MIN && weighWordRole(word) === 1) {
      kept.add(word);
    }
  }
  return [...kept];
}

/** Their stems. */
export function contentStems(words: readonly string[]): ReadonlySet<string> {
  return new Set(contentWords(words).map(stemWord));
}
