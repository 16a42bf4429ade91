import { stemWord } from "../text/stem-word.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";

/** The lexicon group of a stem. A word stands in the first group that names it; entries of several words are left out. */
export type LexiconGroups = ReadonlyMap<string, number>;

/** Reads groups of words that mean the same in a collection. */
export function groupLexicon(lexicon: readonly (readonly string[])[]): LexiconGroups {
  const groups = new Map<string, number>();
  lexicon.forEach((entries, group) => {
    for (const entry of entries) {
      const [word, ...others] = tokeniseWords(entry);
      if (word !== undefined && others.length === 0 && !groups.has(stemWord(word))) {
        groups.set(stemWord(word), group);
      }
    }
  });
  return groups;
}
