import { stemWord } from "../text/stem-word.ts";
import { createBoundedMemory } from "./bounded-memory.ts";
import type { LexiconGroups } from "./lexicon-groups.ts";
import type { TopicVocabulary, VocabularyWord } from "./topic-vocabulary.ts";
import type { WordRarity } from "./word-rarity.ts";
import { weighWordRole } from "./word-roles.ts";
import { compareDirections, compareSpelling, type Direction, toDirection } from "./word-similarity.ts";
import type { WordVectors } from "./word-vectors.ts";

/** Words whose comparison with the vocabulary is remembered. */
const WORDS_REMEMBERED_MAX = 1024;
const SAME_GROUP = 0.92;
/** Words of grammar match themselves only. */
const COMPARED_ROLE_MIN = 0.25;
/** From this share of common trigrams an unknown word is taken for a misspelling. */
const MISSPELLING_MIN = 0.5;

/** What one word says, whatever stands around it. */
export interface WordEvidence {
  readonly stem: string;
  readonly group: number | null;
  /** Weight by what kind of word it is. */
  readonly role: number;
  /** The same, times how well it tells topics apart. */
  readonly weight: number;
  readonly direction: Direction | null;
  /** Vocabulary words that mean it or something near it, and how near, 0 to 1. */
  readonly near: readonly { readonly number: number; readonly similarity: number }[];
}

export interface WordEvidenceReader {
  read(word: string): WordEvidence;
}

/** Reads words against the vocabulary of an index, remembering a bounded number of them. */
export function createWordEvidenceReader(
  vocabulary: TopicVocabulary,
  groups: LexiconGroups,
  rarity: WordRarity,
  vectors: WordVectors,
): WordEvidenceReader {
  const remembered = createBoundedMemory<WordEvidence>(WORDS_REMEMBERED_MAX);
  return {
    read: (word) =>
      remembered.recall(word, () => readWord(correctSpelling(word, vocabulary, vectors), vocabulary, groups, rarity, vectors)),
  };
}

/** A word that is known to nobody becomes the vocabulary word that is spelled most like it, if one is near enough. */
function correctSpelling(word: string, vocabulary: TopicVocabulary, vectors: WordVectors): string {
  if (vocabulary.stems.has(stemWord(word)) || vectors.find(word) !== null) {
    return word;
  }
  let best = word;
  let bestShare = 0;
  for (const candidate of vocabulary.words) {
    const share = compareSpelling(word, candidate.word);
    if (share >= MISSPELLING_MIN && share > bestShare) {
      best = candidate.word;
      bestShare = share;
    }
  }
  return best;
}

function readWord(
  word: string,
  vocabulary: TopicVocabulary,
  groups: LexiconGroups,
  rarity: WordRarity,
  vectors: WordVectors,
): WordEvidence {
  const stem = stemWord(word);
  const group = groups.get(stem) ?? null;
  const role = weighWordRole(word);
  const direction = role < COMPARED_ROLE_MIN ? null : toDirection(vectors.find(word) ?? vectors.find(stem));
  const near = vocabulary.words.flatMap((other, number) => {
    const similarity = compareWords({ stem, group, direction }, other);
    return similarity > 0 ? [{ number, similarity }] : [];
  });
  return { stem, group, role, weight: role * rarity(stem), direction, near };
}

function compareWords(word: Pick<WordEvidence, "stem" | "group" | "direction">, other: VocabularyWord): number {
  if (word.stem === other.stem) {
    return 1;
  }
  if (word.group !== null && word.group === other.group) {
    return SAME_GROUP;
  }
  return word.direction === null || other.direction === null || other.role < COMPARED_ROLE_MIN
    ? 0
    : compareDirections(word.direction, other.direction);
}
