import { stemWord } from "../text/stem-word.ts";
import { createBoundedMemory } from "./bounded-memory.ts";
import type { LexiconGroups } from "./lexicon-groups.ts";
import { createDirectionTable, type DirectionTable } from "./direction-table.ts";
import type { TopicVocabulary } from "./topic-vocabulary.ts";
import type { WordRarity } from "./word-rarity.ts";
import { weighWordRole } from "./word-roles.ts";
import { compareSpelling, type Direction, toDirection } from "./word-similarity.ts";
import type { WordVectors } from "./word-vectors.ts";

/** Words whose comparison with the vocabulary is remembered. */
const WORDS_REMEMBERED_MAX = 1024;
const SAME_GROUP = 0.92;
const NO_GROUP = -1;
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
  /** Numbers of the vocabulary words that mean it or something near it, ascending. */
  readonly near: Int32Array;
  /** How near each of them is, 0 to 1. */
  readonly similarities: Float64Array;
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
  const findNear = createNearFinder(vocabulary, vectors.dimensions);
  const readWord = (word: string): WordEvidence => {
    const stem = stemWord(word);
    const group = groups.get(stem) ?? null;
    const role = weighWordRole(word);
    const direction = role < COMPARED_ROLE_MIN ? null : toDirection(vectors.find(word) ?? vectors.find(stem));
    return { stem, group, role, weight: role * rarity(stem), direction, ...findNear(stem, group, direction) };
  };
  return {
    read: (word) => remembered.recall(word, () => readWord(correctSpelling(word, vocabulary, vectors))),
  };
}

/** A word that is known to nobody becomes the vocabulary word that is spelled most like it, if one is near enough. */
function correctSpelling(word: string, vocabulary: TopicVocabulary, vectors: WordVectors): string {
  if (vocabulary.numbers.has(stemWord(word)) || vectors.find(word) !== null) {
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

type NearFinder = (stem: string, group: number | null, direction: Direction | null) => Pick<WordEvidence, "near" | "similarities">;

/** The same stem is nearest, then the same lexicon group, then a near direction. */
function createNearFinder({ words, numbers }: TopicVocabulary, dimensions: number): NearFinder {
  const groups = Int32Array.from(words, (word) => word.group ?? NO_GROUP);
  const table: DirectionTable = createDirectionTable(
    words.map((word) => (word.role < COMPARED_ROLE_MIN ? null : word.direction)),
    dimensions,
  );
  const unrelated = new Float64Array(words.length);
  const near = new Int32Array(words.length);
  const similarities = new Float64Array(words.length);
  return (stem, group, direction) => {
    const same = numbers.get(stem) ?? -1;
    const directed = direction === null ? unrelated : table.compare(direction);
    let count = 0;
    for (let number = 0; number < groups.length; number += 1) {
      const related = group !== null && groups[number] === group ? SAME_GROUP : (directed[number] ?? 0);
      const similarity = number === same ? 1 : related;
      if (similarity > 0) {
        near[count] = number;
        similarities[count] = similarity;
        count += 1;
      }
    }
    return { near: near.slice(0, count), similarities: similarities.slice(0, count) };
  };
}
