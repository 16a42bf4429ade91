import { type PostingList, type PostingTable, packPostings } from "./posting-table.ts";
import type { SentenceProfile } from "./sentence-profile.ts";
import type { TopicVocabulary } from "./topic-vocabulary.ts";
import type { WordReach } from "./word-reach.ts";

/** What each way of comparing adds to the likeness of two sentences. */
const MEANING_SHARE = 0.48;
const BAG_SHARE = 0.12;
const PAIRS_SHARE = 0.22;
const ALIGNMENT_SHARE = 0.5;

/** The known sentences with everything needed to compare another sentence with all of them at once. */
export interface SentenceBank {
  /** Likeness with every known sentence, 0 to about 1.5. `reaches` are those of the sentence's words. The array is reused by the next call. */
  compare(profile: SentenceProfile, reaches: readonly WordReach[]): Float64Array;
}

/** Builds the bank from the profiles of the known sentences. */
export function createSentenceBank(profiles: readonly SentenceProfile[], vocabulary: TopicVocabulary): SentenceBank {
  const size = profiles.length;
  const bags = tabulateBags(profiles);
  const pairs = tabulatePairs(profiles);
  const coverBack = createBackCover(vocabulary);
  const collected: Collected = {
    covered: new Float64Array(size),
    coveredBack: new Float64Array(size),
    meaning: new Float64Array(size),
    roleShares: Float64Array.from(profiles, (profile) => 1 / (profile.roleTotal || 1)),
  };
  const likeness = new Float64Array(size);
  return {
    compare(profile, reaches) {
      collected.covered.fill(0);
      collected.coveredBack.fill(0);
      collected.meaning.fill(0);
      likeness.fill(0);
      for (let word = 0; word < reaches.length; word += 1) {
        addReach(profile.words[word]?.weight ?? 0, reaches[word], collected);
      }
      coverBack(reaches, collected.coveredBack);
      for (let i = 0; i < profile.bagKeys.length; i += 1) {
        bags.addTo(likeness, profile.bagKeys[i] ?? -1, (profile.bagWeights[i] ?? 0) * BAG_SHARE);
      }
      for (let i = 0; i < profile.pairKeys.length; i += 1) {
        pairs.table.addTo(likeness, pairs.features.get(profile.pairKeys[i] ?? -1) ?? -1, profile.pairWeight * PAIRS_SHARE);
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

function addReach(weight: number, reach: WordReach | undefined, { covered, meaning }: Collected): void {
  if (!reach) {
    return;
  }
  const { sentences, partners, meanings } = reach;
  for (let i = 0; i < sentences.length; i += 1) {
    const sentence = sentences[i] ?? 0;
    covered[sentence] = (covered[sentence] ?? 0) + (partners[i] ?? 0);
  }
  if (meanings !== null) {
    for (let i = 0; i < meanings.length; i += 1) {
      meaning[i] = (meaning[i] ?? 0) + weight * (meanings[i] ?? 0);
    }
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
function createBackCover(vocabulary: TopicVocabulary): (reaches: readonly WordReach[], coveredBack: Float64Array) => void {
  const roles = packPostings(
    vocabulary.words.map(({ sentences, role }) => ({ sentences: [...sentences], weights: sentences.map(() => role) })),
  );
  const best = new Float64Array(vocabulary.words.length);
  const met = new Int32Array(vocabulary.words.length);
  return (reaches, coveredBack) => {
    let metCount = 0;
    for (const { near, similarities } of reaches) {
      for (let i = 0; i < near.length; i += 1) {
        const number = near[i] ?? 0;
        const before = best[number] ?? 0;
        if (before === 0) {
          met[metCount] = number;
          metCount += 1;
        }
        best[number] = Math.max(before, similarities[i] ?? 0);
      }
    }
    for (let i = 0; i < metCount; i += 1) {
      const number = met[i] ?? 0;
      roles.addTo(coveredBack, number, best[number] ?? 0);
      best[number] = 0;
    }
  };
}

/** By the key that profiles give stems and lexicon groups. */
function tabulateBags(profiles: readonly SentenceProfile[]): PostingTable {
  const lists: PostingList[] = [];
  profiles.forEach(({ bagKeys, bagWeights }, sentence) => {
    bagKeys.forEach((key, i) => {
      lists[key] ??= { sentences: [], weights: [] };
      lists[key].sentences.push(sentence);
      lists[key].weights.push(bagWeights[i] ?? 0);
    });
  });
  return packPostings(Array.from(lists));
}

interface PairTable {
  /** Numbers of the features by pair. */
  readonly features: ReadonlyMap<number, number>;
  readonly table: PostingTable;
}

function tabulatePairs(profiles: readonly SentenceProfile[]): PairTable {
  const features = new Map<number, number>();
  const lists: PostingList[] = [];
  profiles.forEach(({ pairKeys, pairWeight }, sentence) => {
    for (const key of pairKeys) {
      const feature = features.get(key) ?? lists.push({ sentences: [], weights: [] }) - 1;
      features.set(key, feature);
      lists[feature]?.sentences.push(sentence);
      lists[feature]?.weights.push(pairWeight);
    }
  });
  return { features, table: packPostings(lists) };
}
