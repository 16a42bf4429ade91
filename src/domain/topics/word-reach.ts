import { gradeCosine } from "./direction.ts";
import { createExactProducts } from "./exact-products.ts";
import type { SentenceProfile } from "./sentence-profile.ts";
import type { TopicVocabulary } from "./topic-vocabulary.ts";
import type { WordEvidence } from "./word-evidence.ts";

const SAME_GROUP = 0.92;
const NO_GROUP = -1;

/** What one word alone shares with the vocabulary and with every known sentence. */
export interface WordReach {
  /** Numbers of the vocabulary words that mean it or something near it, ascending. */
  readonly near: Int32Array;
  /** How near each of them is, 0 to 1. */
  readonly similarities: Float64Array;
  /** Sentences in which it has a partner, ascending. */
  readonly sentences: Int32Array;
  /** Its role times the similarity of its best partner in each of these. */
  readonly partners: Float64Array;
  /** Similarity of its best partner in each topic, 0 to 1. */
  readonly topics: Float64Array;
  /** Cosine of its direction with the meaning of every known sentence; null for a word without direction. */
  readonly meanings: Float32Array | null;
}

export type WordReachReader = (word: WordEvidence) => WordReach;

/** Reads the reach of words; each is kept as long as its evidence is remembered. `dimensions` is that of the word vectors. */
export function createWordReachReader(
  profiles: readonly SentenceProfile[],
  vocabulary: TopicVocabulary,
  topicCount: number,
  dimensions: number,
): WordReachReader {
  const known = new WeakMap<WordEvidence, WordReach>();
  const meanings = layOutMeanings(profiles, vocabulary);
  const table = createExactProducts(meanings.vectors, dimensions);
  const unrelated = new Float64Array(meanings.vectors.length);
  const findNear = createNearFinder(vocabulary);
  const findPartners = createPartnerFinder(vocabulary, profiles.length);
  return (word) => {
    const remembered = known.get(word);
    if (remembered) {
      return remembered;
    }
    const products = word.direction === null ? unrelated : table.multiply(word.direction.vector);
    const { near, similarities } = findNear(word, products);
    const { sentences, partners } = findPartners(word.role, near, similarities);
    const topics = new Float64Array(topicCount);
    near.forEach((number, i) => {
      raiseTo(similarities[i] ?? 0, vocabulary.words[number]?.topics ?? [], topics);
    });
    const reach = { near, similarities, sentences, partners, topics, meanings: compareMeanings(word, products, meanings) };
    known.set(word, reach);
    return reach;
  };
}

/** The meanings of the known sentences as weighted sums of word vectors. */
interface SentenceMeanings {
  /** Of the vocabulary words, by number, then of other forms of them that stand in the sentences. */
  readonly vectors: readonly (Int8Array | null)[];
  /** Where the terms of each sentence start, and where the last ones end. */
  readonly starts: Int32Array;
  /** Number of a term's vector. */
  readonly numbers: Int32Array;
  readonly factors: Float64Array;
}

function layOutMeanings(profiles: readonly SentenceProfile[], vocabulary: TopicVocabulary): SentenceMeanings {
  const vectors: (Int8Array | null)[] = vocabulary.words.map((word) => word.direction?.vector ?? null);
  const numberOfForm = new Map(vocabulary.words.map(({ word }, number): readonly [string, number] => [word, number]));
  const starts = [0];
  const numbers: number[] = [];
  const factors: number[] = [];
  for (const { words, meaningLength } of profiles) {
    for (const { word, weight, direction } of words) {
      if (direction !== null && meaningLength > 0) {
        const number = numberOfForm.get(word) ?? vectors.push(direction.vector) - 1;
        numberOfForm.set(word, number);
        numbers.push(number);
        factors.push(weight / direction.length / meaningLength);
      }
    }
    starts.push(numbers.length);
  }
  return {
    vectors,
    starts: Int32Array.from(starts),
    numbers: Int32Array.from(numbers),
    factors: Float64Array.from(factors),
  };
}

function compareMeanings({ direction }: WordEvidence, products: Float64Array, meanings: SentenceMeanings): Float32Array | null {
  if (direction === null) {
    return null;
  }
  const { starts, numbers, factors } = meanings;
  const cosines = new Float32Array(starts.length - 1);
  let term = 0;
  for (let sentence = 0; sentence < cosines.length; sentence += 1) {
    const end = starts[sentence + 1] ?? 0;
    let sum = 0;
    for (; term < end; term += 1) {
      sum += (factors[term] ?? 0) * (products[numbers[term] ?? 0] ?? 0);
    }
    cosines[sentence] = sum / direction.length;
  }
  return cosines;
}

/** The same stem is nearest, then the same lexicon group, then a near direction. */
function createNearFinder({
  words,
}: TopicVocabulary): (word: WordEvidence, products: Float64Array) => Pick<WordReach, "near" | "similarities"> {
  const groups = Int32Array.from(words, (word) => word.group ?? NO_GROUP);
  const lengths = Float64Array.from(words, (word) => word.direction?.length ?? 0);
  const near = new Int32Array(words.length);
  const similarities = new Float64Array(words.length);
  return ({ number: same, group, direction }, products) => {
    const length = direction?.length ?? 0;
    let count = 0;
    for (let number = 0; number < groups.length; number += 1) {
      const product = products[number] ?? 0;
      let similarity = product > 0 ? gradeCosine(product, length * (lengths[number] ?? 0)) : 0;
      if (number === same) {
        similarity = 1;
      } else if (group !== null && groups[number] === group) {
        similarity = SAME_GROUP;
      }
      if (similarity > 0) {
        near[count] = number;
        similarities[count] = similarity;
        count += 1;
      }
    }
    return { near: near.slice(0, count), similarities: similarities.slice(0, count) };
  };
}

function createPartnerFinder(
  vocabulary: TopicVocabulary,
  size: number,
): (role: number, near: Int32Array, similarities: Float64Array) => Pick<WordReach, "sentences" | "partners"> {
  const best = new Float32Array(size);
  const sentences = new Int32Array(size);
  const partners = new Float64Array(size);
  return (role, near, similarities) => {
    best.fill(0);
    for (let i = 0; i < near.length; i += 1) {
      raiseTo(similarities[i] ?? 0, vocabulary.words[near[i] ?? 0]?.sentences ?? [], best);
    }
    let count = 0;
    for (let sentence = 0; sentence < size; sentence += 1) {
      const similarity = best[sentence] ?? 0;
      if (similarity > 0) {
        sentences[count] = sentence;
        partners[count] = role * similarity;
        count += 1;
      }
    }
    return { sentences: sentences.slice(0, count), partners: partners.slice(0, count) };
  };
}

function raiseTo(similarity: number, places: readonly number[], best: Float32Array | Float64Array): void {
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i] ?? 0;
    if ((best[place] ?? 0) < similarity) {
      best[place] = similarity;
    }
  }
}
