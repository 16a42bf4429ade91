import type { SentenceProfile } from "./sentence-profile.ts";
import type { TopicVocabulary } from "./topic-vocabulary.ts";
import type { WordEvidence } from "./word-evidence.ts";
import { createWordReachReader, type WordReach } from "./word-reach.ts";

/** What each way of comparing adds to the likeness of two sentences. */
const MEANING_SHARE = 0.48;
const BAG_SHARE = 0.12;
const PAIRS_SHARE = 0.22;
const ALIGNMENT_SHARE = 0.5;

/** The known sentences with everything needed to compare another sentence with all of them at once. */
export interface SentenceBank {
  /** Likeness with every known sentence, 0 to about 1.5. The array is reused by the next call. */
  compare(profile: SentenceProfile): Float64Array;
}

/** Builds the bank from the profiles of the known sentences. */
export function createSentenceBank(profiles: readonly SentenceProfile[], vocabulary: TopicVocabulary): SentenceBank {
  const size = profiles.length;
  const bags = invertFeatures(profiles.map((profile) => [...profile.bag]));
  const pairs = invertFeatures(
    profiles.map((profile) => profile.pairs.map((pair): readonly [string, number] => [pair, profile.pairWeight])),
  );
  const reachOf = createWordReachReader(profiles, vocabulary);
  const coverBack = createBackCover(vocabulary);
  const collected: Collected = {
    covered: new Float64Array(size),
    coveredBack: new Float64Array(size),
    meaning: new Float64Array(size),
    roleShares: Float64Array.from(profiles, (profile) => 1 / (profile.roleTotal || 1)),
  };
  const likeness = new Float64Array(size);
  return {
    compare(profile) {
      collected.covered.fill(0);
      collected.coveredBack.fill(0);
      collected.meaning.fill(0);
      likeness.fill(0);
      for (const word of profile.words) {
        addReach(word, reachOf(word), collected.covered, collected.meaning);
      }
      coverBack(profile.words, collected.coveredBack);
      for (const [key, weight] of profile.bag) {
        addPostings(bags.get(key), weight * BAG_SHARE, likeness);
      }
      for (const pair of profile.pairs) {
        addPostings(pairs.get(pair), profile.pairWeight * PAIRS_SHARE, likeness);
      }
      finishLikeness(profile, collected, likeness);
      return likeness;
    },
  };
}

/** What is collected of a sentence, by known sentence. */
interface Collected {
  /** Roles of its words, each times the similarity of the best partner there. */
  readonly covered: Float64Array;
  /** The same from the known sentence to it. */
  readonly coveredBack: Float64Array;
  readonly meaning: Float64Array;
  /** One over the sum of the known sentence's roles. */
  readonly roleShares: Float64Array;
}

function addReach(word: WordEvidence, reach: WordReach, covered: Float64Array, meaning: Float64Array): void {
  const { role, weight } = word;
  const { partners, meanings } = reach;
  if (meanings === null) {
    for (let i = 0; i < covered.length; i += 1) {
      covered[i] = (covered[i] ?? 0) + role * (partners[i] ?? 0);
    }
    return;
  }
  for (let i = 0; i < covered.length; i += 1) {
    covered[i] = (covered[i] ?? 0) + role * (partners[i] ?? 0);
    meaning[i] = (meaning[i] ?? 0) + weight * (meanings[i] ?? 0);
  }
}

/** Turns what was collected into likeness: the shares added up, raised to the power 1.5 so that near sentences count for more. */
function finishLikeness(profile: SentenceProfile, collected: Collected, likeness: Float64Array): void {
  const { covered, coveredBack, meaning, roleShares } = collected;
  const roleShare = 1 / (profile.roleTotal || 1);
  const meaningScale = profile.meaningLength === 0 ? 0 : MEANING_SHARE / profile.meaningLength;
  for (let i = 0; i < likeness.length; i += 1) {
    // The soft F-measure of the alignment: how well the words of each sentence find a partner in the other.
    const precision = (covered[i] ?? 0) * roleShare;
    const recall = (coveredBack[i] ?? 0) * (roleShares[i] ?? 0);
    const alignment = precision > 0 ? (2 * ALIGNMENT_SHARE * precision * recall) / (precision + recall) : 0;
    // Opposite meanings count as unrelated.
    const sum = (likeness[i] ?? 0) + alignment + Math.max(0, meaningScale * (meaning[i] ?? 0));
    likeness[i] = sum * Math.sqrt(sum);
  }
}

/** Adds to each known sentence how well its words find a partner among the given ones, weighted by role. */
function createBackCover(vocabulary: TopicVocabulary): (words: readonly WordEvidence[], coveredBack: Float64Array) => void {
  const sentencesOfWord = vocabulary.words.map((word) => Int32Array.from(word.sentences));
  const roles = vocabulary.words.map((word) => word.role);
  const best = new Float64Array(roles.length);
  return (words, coveredBack) => {
    const met: number[] = [];
    for (const word of words) {
      for (const { number, similarity } of word.near) {
        const before = best[number] ?? 0;
        if (before === 0) {
          met.push(number);
        }
        best[number] = Math.max(before, similarity);
      }
    }
    for (const number of met) {
      const gain = (best[number] ?? 0) * (roles[number] ?? 0);
      best[number] = 0;
      const sentences = sentencesOfWord[number] ?? new Int32Array(0);
      for (let i = 0; i < sentences.length; i += 1) {
        const sentence = sentences[i] ?? 0;
        coveredBack[sentence] = (coveredBack[sentence] ?? 0) + gain;
      }
    }
  };
}

/** The sentences that share a feature, and its weight in each. */
interface Postings {
  readonly sentences: Int32Array;
  readonly weights: Float64Array;
}

function invertFeatures(features: readonly (readonly (readonly [string, number])[])[]): ReadonlyMap<string, Postings> {
  const lists = new Map<string, { readonly sentences: number[]; readonly weights: number[] }>();
  features.forEach((ofSentence, sentence) => {
    for (const [key, weight] of ofSentence) {
      const list = lists.get(key) ?? { sentences: [], weights: [] };
      lists.set(key, list);
      list.sentences.push(sentence);
      list.weights.push(weight);
    }
  });
  return new Map(
    [...lists].map(([key, list]): readonly [string, Postings] => [
      key,
      { sentences: Int32Array.from(list.sentences), weights: Float64Array.from(list.weights) },
    ]),
  );
}

function addPostings(postings: Postings | undefined, weight: number, likeness: Float64Array): void {
  if (!postings) {
    return;
  }
  const { sentences, weights } = postings;
  for (let i = 0; i < sentences.length; i += 1) {
    const sentence = sentences[i] ?? 0;
    likeness[sentence] = (likeness[sentence] ?? 0) + weight * (weights[i] ?? 0);
  }
}
