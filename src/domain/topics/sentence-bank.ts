import type { SentenceProfile } from "./sentence-profile.ts";
import type { KnownSentence, TopicVocabulary } from "./topic-vocabulary.ts";
import type { WordEvidence } from "./word-evidence.ts";

/** What each way of comparing adds to the likeness of two sentences. */
const MEANING_SHARE = 0.48;
const BAG_SHARE = 0.12;
const PAIRS_SHARE = 0.22;
const ALIGNMENT_SHARE = 0.5;

interface Posting {
  readonly sentence: number;
  readonly weight: number;
}

/** The known sentences with everything needed to compare another sentence with all of them at once. */
export interface SentenceBank {
  readonly size: number;
  /** Likeness with every known sentence, 0 to about 1.5. The array is reused by the next call. */
  compare(profile: SentenceProfile): Float64Array;
}

/** Builds the bank from the known sentences and their profiles, which stand in the same order. */
export function createSentenceBank(
  sentences: readonly KnownSentence[],
  profiles: readonly SentenceProfile[],
  vocabulary: TopicVocabulary,
): SentenceBank {
  const size = sentences.length;
  const bagPostings = invert(profiles.map((profile) => [...profile.bag]));
  const pairPostings = invert(profiles.map((profile) => profile.pairs.map((pair): readonly [string, number] => [pair, profile.pairWeight])));
  const align = createAligner(profiles, vocabulary);
  const meanings = createMeaningReader(profiles);
  const likeness = new Float64Array(size);
  return {
    size,
    compare(profile) {
      likeness.fill(0);
      align(profile, likeness);
      addMeaning(profile, meanings, likeness);
      for (const [key, weight] of profile.bag) {
        addPostings(bagPostings.get(key), weight * BAG_SHARE, likeness);
      }
      for (const pair of profile.pairs) {
        addPostings(pairPostings.get(pair), profile.pairWeight * PAIRS_SHARE, likeness);
      }
      for (let i = 0; i < size; i += 1) {
        const sum = likeness[i] ?? 0;
        likeness[i] = sum * Math.sqrt(sum);
      }
      return likeness;
    },
  };
}

function invert(features: readonly (readonly (readonly [string, number])[])[]): ReadonlyMap<string, readonly Posting[]> {
  const postings = new Map<string, Posting[]>();
  features.forEach((ofSentence, sentence) => {
    for (const [key, weight] of ofSentence) {
      const list = postings.get(key) ?? [];
      postings.set(key, list);
      list.push({ sentence, weight });
    }
  });
  return postings;
}

function addPostings(postings: readonly Posting[] | undefined, weight: number, likeness: Float64Array): void {
  for (const posting of postings ?? []) {
    likeness[posting.sentence] = (likeness[posting.sentence] ?? 0) + weight * posting.weight;
  }
}

/** For a word: the cosine of its direction with the meaning of every known sentence. Kept as long as the word is remembered. */
function createMeaningReader(profiles: readonly SentenceProfile[]): (word: WordEvidence) => Float64Array | null {
  const known = new WeakMap<WordEvidence, Float64Array>();
  return (word) => {
    const { direction } = word;
    if (direction === null) {
      return null;
    }
    const remembered = known.get(word);
    if (remembered) {
      return remembered;
    }
    const cosines = Float64Array.from(profiles, ({ meaning }) => {
      let sum = 0;
      for (let i = 0; i < meaning.length; i += 1) {
        sum += (direction.vector[i] ?? 0) * (meaning[i] ?? 0);
      }
      return sum / direction.length;
    });
    known.set(word, cosines);
    return cosines;
  };
}

/** Cosine of the mean directions. It is a sum over the words, divided by the length of their sum; opposite meanings count as unrelated. */
function addMeaning(profile: SentenceProfile, meanings: (word: WordEvidence) => Float64Array | null, likeness: Float64Array): void {
  if (profile.meaningLength === 0) {
    return;
  }
  const total = new Float64Array(likeness.length);
  for (const word of profile.words) {
    const cosines = meanings(word);
    if (cosines !== null) {
      const weight = word.weight;
      for (let i = 0; i < total.length; i += 1) {
        total[i] = (total[i] ?? 0) + weight * (cosines[i] ?? 0);
      }
    }
  }
  const scale = MEANING_SHARE / profile.meaningLength;
  for (let i = 0; i < total.length; i += 1) {
    likeness[i] = (likeness[i] ?? 0) + Math.max(0, scale * (total[i] ?? 0));
  }
}

/** Adds the soft F-measure of a two-way alignment: how well each sentence's words find a partner in the other, weighted by role. */
function createAligner(profiles: readonly SentenceProfile[], vocabulary: TopicVocabulary): (profile: SentenceProfile, likeness: Float64Array) => void {
  const size = profiles.length;
  const sentencesOfWord = vocabulary.words.map((word) => Int32Array.from(word.sentences));
  const roleTotals = Float64Array.from(profiles, (profile) => profile.roleTotal);
  const covered = new Float64Array(size);
  const coveredBack = new Float64Array(size);
  const bestOfWord = new Float64Array(size);
  const bestPartner = new Float64Array(vocabulary.words.length);
  return (profile, likeness) => {
    covered.fill(0);
    coveredBack.fill(0);
    const partners: number[] = [];
    for (const word of profile.words) {
      bestOfWord.fill(0);
      for (const { number, similarity } of word.near) {
        const best = bestPartner[number] ?? 0;
        if (best === 0) {
          partners.push(number);
        }
        bestPartner[number] = Math.max(best, similarity);
        raise(bestOfWord, sentencesOfWord[number], similarity);
      }
      for (let i = 0; i < size; i += 1) {
        covered[i] = (covered[i] ?? 0) + word.role * (bestOfWord[i] ?? 0);
      }
    }
    for (const number of partners) {
      const gain = (bestPartner[number] ?? 0) * (vocabulary.words[number]?.role ?? 0);
      bestPartner[number] = 0;
      for (const sentence of sentencesOfWord[number] ?? []) {
        coveredBack[sentence] = (coveredBack[sentence] ?? 0) + gain;
      }
    }
    for (let i = 0; i < size; i += 1) {
      const precision = (covered[i] ?? 0) / (profile.roleTotal || 1);
      const recall = (coveredBack[i] ?? 0) / (roleTotals[i] || 1);
      likeness[i] = (likeness[i] ?? 0) + (precision + recall === 0 ? 0 : (ALIGNMENT_SHARE * 2 * precision * recall) / (precision + recall));
    }
  };
}

function raise(best: Float64Array, sentences: Int32Array | undefined, similarity: number): void {
  for (const sentence of sentences ?? []) {
    if (similarity > (best[sentence] ?? 0)) {
      best[sentence] = similarity;
    }
  }
}
