import { createBoundedMemory } from "../bounded-memory.ts";
import { stemWord } from "../text/stem-word.ts";
import { type Direction, toDirection } from "./direction.ts";
import type { LexiconGroups } from "./lexicon-groups.ts";
import { createSpellingCorrector } from "./spelling-corrector.ts";
import type { TopicVocabulary } from "./topic-vocabulary.ts";
import type { WordRarity } from "./word-rarity.ts";
import { DIRECTED_ROLE_MIN, weighWordRole } from "./word-roles.ts";
import type { WordVectors } from "./word-vectors.ts";

/** Words that no known sentence has and that are remembered all the same, with what else is computed of them. */
const WORDS_REMEMBERED_MAX = 1024;

/** What one word says, whatever stands around it. */
export interface WordEvidence {
  readonly word: string;
  readonly stem: string;
  /** Of its stem in the vocabulary; -1 for a stem that no known sentence has. */
  readonly number: number;
  readonly group: number | null;
  /** Weight by what kind of word it is. */
  readonly role: number;
  /** The same, times how well it tells topics apart. */
  readonly weight: number;
  readonly direction: Direction | null;
}

export interface WordEvidenceReader {
  /** Numbers of stems are below it. */
  readonly vocabularySize: number;
  read(word: string): WordEvidence;
}

/** Reads words against the vocabulary of an index. Keeps those of the known sentences and remembers a bounded number of others. */
export function createWordEvidenceReader(
  vocabulary: TopicVocabulary,
  groups: LexiconGroups,
  rarity: WordRarity,
  vectors: WordVectors,
): WordEvidenceReader {
  const kept = new Map<string, WordEvidence>();
  const remembered = createBoundedMemory<WordEvidence>(WORDS_REMEMBERED_MAX);
  const readWord = (word: string): WordEvidence => {
    const stem = stemWord(word);
    const group = groups.get(stem) ?? null;
    const role = weighWordRole(word);
    const direction = role < DIRECTED_ROLE_MIN ? null : toDirection(vectors.find(word) ?? vectors.find(stem));
    const number = vocabulary.numbers.get(stem) ?? -1;
    return { word, stem, number, group, role, weight: role * rarity(stem), direction };
  };
  const correct = createSpellingCorrector(vocabulary.words.map((known) => known.word));
  /** A word that is known to nobody is taken for the vocabulary word that is spelled most like it. */
  const readSpelling = (word: string): string =>
    vocabulary.numbers.has(stemWord(word)) || vectors.find(word) !== null ? word : (correct(word) ?? word);
  const keep = (word: string): WordEvidence => {
    const evidence = readWord(word);
    kept.set(word, evidence);
    return evidence;
  };
  return {
    vocabularySize: vocabulary.words.length,
    read: (word) =>
      kept.get(word) ?? (vocabulary.forms.has(word) ? keep(word) : remembered.recall(word, () => readWord(readSpelling(word)))),
  };
}
