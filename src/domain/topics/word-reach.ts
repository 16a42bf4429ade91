import type { SentenceProfile } from "./sentence-profile.ts";
import type { TopicVocabulary } from "./topic-vocabulary.ts";
import type { WordEvidence } from "./word-evidence.ts";
import type { Direction } from "./word-similarity.ts";

/** Sentences whose meanings are compared at once. */
const LANES = 4;

/** What one word alone shares with every known sentence. */
export interface WordReach {
  /** Sentences in which it has a partner, ascending. */
  readonly sentences: Int32Array;
  /** Similarity of its best partner in each of these, 0 to 1. */
  readonly partners: Float32Array;
  /** Cosine of its direction with the meaning of every known sentence; null for a word without direction. */
  readonly meanings: Float32Array | null;
}

/** Reads the reach of words; each is kept as long as its evidence is remembered. */
export function createWordReachReader(
  profiles: readonly SentenceProfile[],
  vocabulary: TopicVocabulary,
): (word: WordEvidence) => WordReach {
  const known = new WeakMap<WordEvidence, WordReach>();
  const findPartners = createPartnerFinder(vocabulary, profiles.length);
  const compareMeanings = createMeaningComparer(profiles);
  return (word) => {
    const remembered = known.get(word);
    if (remembered) {
      return remembered;
    }
    const meanings = word.direction === null ? null : compareMeanings(word.direction);
    const reach = { ...findPartners(word), meanings };
    known.set(word, reach);
    return reach;
  };
}

function createPartnerFinder(
  vocabulary: TopicVocabulary,
  size: number,
): (word: WordEvidence) => Pick<WordReach, "sentences" | "partners"> {
  const best = new Float32Array(size);
  return ({ near, similarities }) => {
    best.fill(0);
    for (let i = 0; i < near.length; i += 1) {
      const similarity = similarities[i] ?? 0;
      for (const sentence of vocabulary.words[near[i] ?? 0]?.sentences ?? []) {
        best[sentence] = Math.max(best[sentence] ?? 0, similarity);
      }
    }
    const sentences: number[] = [];
    for (let sentence = 0; sentence < size; sentence += 1) {
      if ((best[sentence] ?? 0) > 0) {
        sentences.push(sentence);
      }
    }
    return { sentences: Int32Array.from(sentences), partners: Float32Array.from(sentences, (sentence) => best[sentence] ?? 0) };
  };
}

/** Keeps the meanings of four sentences interleaved, so that four sums grow independently of each other, each in the order of the dimensions. */
function createMeaningComparer(profiles: readonly SentenceProfile[]): (direction: Direction) => Float32Array {
  const dimensions = profiles[0]?.meaning.length ?? 0;
  const blocks = Math.ceil(profiles.length / LANES);
  const lanes = new Float64Array(blocks * LANES * dimensions);
  profiles.forEach(({ meaning }, sentence) => {
    let at = Math.floor(sentence / LANES) * LANES * dimensions + (sentence % LANES);
    for (let d = 0; d < dimensions; d += 1, at += LANES) {
      lanes[at] = meaning[d] ?? 0;
    }
  });
  const vector = new Float64Array(dimensions);
  const sums = new Float64Array(blocks * LANES);
  return (direction) => {
    vector.set(direction.vector);
    multiplyLanes(lanes, vector, sums);
    const meanings = new Float32Array(profiles.length);
    for (let sentence = 0; sentence < meanings.length; sentence += 1) {
      meanings[sentence] = (sums[sentence] ?? 0) / direction.length;
    }
    return meanings;
  };
}
