import type { LexiconGroups } from "./lexicon-groups.ts";
import type { Term } from "./sentence-terms.ts";
import type { TopicVocabulary, VocabularyWord } from "./topic-vocabulary.ts";
import type { WordRarity } from "./word-rarity.ts";
import { weighWordRole } from "./word-roles.ts";
import { compareDirections, compareSpelling, type Direction, toDirection } from "./word-similarity.ts";
import type { WordVectors } from "./word-vectors.ts";

/** Words whose comparison with the vocabulary is remembered; the oldest is forgotten first. Changes no result. */
const WORDS_REMEMBERED_MAX = 2048;
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
  read(term: Term): WordEvidence;
}

/** Reads words against the vocabulary of an index, remembering a bounded number of them. */
export function createWordEvidenceReader(
  vocabulary: TopicVocabulary,
  groups: LexiconGroups,
  rarity: WordRarity,
  vectors: WordVectors,
): WordEvidenceReader {
  const remembered = new Map<string, WordEvidence>();
  return {
    read(term) {
      const known = remembered.get(term.word);
      if (known) {
        return known;
      }
      const evidence = readWord(correctSpelling(term, vocabulary, vectors), vocabulary, groups, rarity, vectors);
      if (remembered.size >= WORDS_REMEMBERED_MAX) {
        for (const oldest of remembered.keys()) {
          remembered.delete(oldest);
          break;
        }
      }
      remembered.set(term.word, evidence);
      return evidence;
    },
  };
}

/** A word that is known to nobody becomes the vocabulary word that is spelled most like it, if one is near enough. */
function correctSpelling(term: Term, vocabulary: TopicVocabulary, vectors: WordVectors): Term {
  if (vocabulary.numberOfStem.has(term.stem) || vectors.find(term.word) !== null) {
    return term;
  }
  let best: VocabularyWord | null = null;
  let bestShare = MISSPELLING_MIN;
  for (const word of vocabulary.words) {
    const share = compareSpelling(term.word, word.word);
    if (share > bestShare || (share === bestShare && best === null)) {
      best = word;
      bestShare = share;
    }
  }
  return best === null ? term : { word: best.word, stem: best.stem };
}

function readWord(term: Term, vocabulary: TopicVocabulary, groups: LexiconGroups, rarity: WordRarity, vectors: WordVectors): WordEvidence {
  const group = groups.get(term.stem) ?? null;
  const role = weighWordRole(term.word);
  const direction = toDirection(vectors.find(term.word) ?? vectors.find(term.stem));
  const near = vocabulary.words.flatMap((word, number) => {
    const similarity = compareWords({ stem: term.stem, group, role, direction }, word);
    return similarity > 0 ? [{ number, similarity }] : [];
  });
  return { stem: term.stem, group, role, weight: role * rarity(term.stem), direction, near };
}

function compareWords(word: Pick<WordEvidence, "stem" | "group" | "role" | "direction">, other: VocabularyWord): number {
  if (word.stem === other.stem) {
    return 1;
  }
  if (word.group !== null && word.group === other.group) {
    return SAME_GROUP;
  }
  if (word.direction === null || other.direction === null || word.role < COMPARED_ROLE_MIN || other.role < COMPARED_ROLE_MIN) {
    return 0;
  }
  return compareDirections(word.direction, other.direction);
}
