import type { SentenceProfile } from "./sentence-profile.ts";
import type { TopicVocabulary } from "./topic-vocabulary.ts";
import type { WordEvidence } from "./word-evidence.ts";

/** What one word alone shares with every known sentence. */
export interface WordReach {
  /** Similarity of its best partner in each sentence, 0 to 1. */
  readonly partners: Float32Array;
  /** Cosine of its direction with the meaning of each sentence; null for a word without direction. */
  readonly meanings: Float32Array | null;
}

/** Reads the reach of words; each is kept as long as its evidence is remembered. */
export function createWordReachReader(
  profiles: readonly SentenceProfile[],
  vocabulary: TopicVocabulary,
): (word: WordEvidence) => WordReach {
  const known = new WeakMap<WordEvidence, WordReach>();
  return (word) => {
    const remembered = known.get(word);
    if (remembered) {
      return remembered;
    }
    const reach = { partners: findPartners(word, vocabulary, profiles.length), meanings: compareMeanings(word, profiles) };
    known.set(word, reach);
    return reach;
  };
}

function findPartners(word: WordEvidence, vocabulary: TopicVocabulary, size: number): Float32Array {
  const best = new Float32Array(size);
  for (const { number, similarity } of word.near) {
    for (const sentence of vocabulary.words[number]?.sentences ?? []) {
      best[sentence] = Math.max(best[sentence] ?? 0, similarity);
    }
  }
  return best;
}

function compareMeanings({ direction }: WordEvidence, profiles: readonly SentenceProfile[]): Float32Array | null {
  if (direction === null) {
    return null;
  }
  return Float32Array.from(profiles, ({ meaning }) => {
    let sum = 0;
    for (let i = 0; i < meaning.length; i += 1) {
      sum += (direction.vector[i] ?? 0) * (meaning[i] ?? 0);
    }
    return sum / direction.length;
  });
}
