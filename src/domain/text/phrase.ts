import { isPlainWord, tokeniseWords } from "./tokenise-words.ts";

/** Words that may stand in a gap. */
export const GAP_WORDS_MAX = 3;
const GAP = /^(?:\.\.\.|…)$/;

/** A word of a phrase. */
export interface PhraseStep {
  /** Any of these words stands here, as `tokeniseWords` writes them. */
  readonly words: readonly string[];
  /** Up to `GAP_WORDS_MAX` other words may stand before it. */
  readonly isAfterGap: boolean;
}

/**
 * Reads a phrase: words in their order, `a|b` for either of two words, `...` for up to three words of any kind ("when did ... start|begin").
 * Null where it is none: it has no word, begins or ends with a gap, or an alternative is not one word.
 */
export function parsePhrase(text: string): readonly PhraseStep[] | null {
  const steps: PhraseStep[] = [];
  let isAfterGap = false;
  for (const part of text.split(/\s+/)) {
    if (GAP.test(part)) {
      if (isAfterGap || steps.length === 0) {
        return null;
      }
      isAfterGap = true;
      continue;
    }
    const found = part.includes("|") ? readAlternatives(part) : readWords(part).map((word) => [word]);
    if (found === null) {
      return null;
    }
    for (const words of found) {
      steps.push({ words, isAfterGap });
      isAfterGap = false;
    }
  }
  return isAfterGap || steps.length === 0 ? null : steps;
}

function readAlternatives(part: string): readonly (readonly string[])[] | null {
  const words = part.split("|").map(readWords);
  return words.every(({ length }) => length === 1) ? [words.flat()] : null;
}

/** Collections have ten thousand phrases, and all are read at the start. */
function readWords(part: string): readonly string[] {
  return isPlainWord(part) ? [part] : tokeniseWords(part);
}
