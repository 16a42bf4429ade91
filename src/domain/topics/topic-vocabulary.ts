import { stemWord } from "../text/stem-word.ts";
import { type Direction, toDirection } from "./direction.ts";
import type { LexiconGroups } from "./lexicon-groups.ts";
import { DIRECTED_ROLE_MIN, weighWordRole } from "./word-roles.ts";
import type { WordVectors } from "./word-vectors.ts";

/** A sentence whose topic is known: an example or the description of a topic, or background. */
export interface KnownSentence {
  readonly words: readonly string[];
  /** Number of the topic; null for background. */
  readonly topic: number | null;
  /** Number of the example in its topic; null for a sentence that is none. */
  readonly example: number | null;
}

/** A stem that occurs in the known sentences. */
export interface VocabularyWord {
  readonly stem: string;
  /** The first form met. */
  readonly word: string;
  readonly group: number | null;
  readonly role: number;
  /** Null for a word of grammar and for one without vector. */
  readonly direction: Direction | null;
  /** Numbers of the sentences that contain it, ascending. */
  readonly sentences: readonly number[];
  /** Numbers of the topics that contain it, ascending. */
  readonly topics: readonly number[];
}

export interface TopicVocabulary {
  readonly words: readonly VocabularyWord[];
  /** Every word of the known sentences, as it stands there. */
  readonly forms: ReadonlySet<string>;
  /** Number of the word by stem. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** Collects the stems of the known sentences in the order in which they come. */
export function collectVocabulary(
  sentences: readonly KnownSentence[],
  groups: LexiconGroups,
  vectors: WordVectors,
): TopicVocabulary {
  const forms = new Set<string>();
  const found = new Map<string, { readonly word: string; readonly sentences: Set<number>; readonly topics: Set<number> }>();
  sentences.forEach((sentence, number) => {
    for (const word of sentence.words) {
      forms.add(word);
      const stem = stemWord(word);
      const entry = found.get(stem) ?? { word, sentences: new Set<number>(), topics: new Set<number>() };
      found.set(stem, entry);
      entry.sentences.add(number);
      if (sentence.topic !== null) {
        entry.topics.add(sentence.topic);
      }
    }
  });
  const words = [...found].map(([stem, entry]) => ({
    stem,
    word: entry.word,
    group: groups.get(stem) ?? null,
    role: weighWordRole(entry.word),
    direction: weighWordRole(entry.word) < DIRECTED_ROLE_MIN ? null : toDirection(vectors.find(entry.word) ?? vectors.find(stem)),
    sentences: [...entry.sentences],
    topics: [...entry.topics].sort((a, b) => a - b),
  }));
  return { words, forms, numbers: new Map(words.map(({ stem }, number): readonly [string, number] => [stem, number])) };
}
