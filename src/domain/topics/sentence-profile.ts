import type { WordEvidence, WordEvidenceReader } from "./word-evidence.ts";

/** How much of a word's weight goes to its lexicon group; the rest stays with the word itself. */
const GROUP_SHARE = 0.8;

/** Words of grammar count in pairs and alignment only. */
const BAGGED_ROLE_MIN = 0.25;

const SENTENCE_START = "^";

/** A stem, or the number of a lexicon group. */
export type BagKey = string | number;

/** Two stems, one after the other. */
export interface StemPair {
  readonly first: string;
  readonly second: string;
}

/** A sentence made ready to be compared. */
export interface SentenceProfile {
  /** Its words, each stem once. */
  readonly words: readonly WordEvidence[];
  /** Sum of the words' roles. */
  readonly roleTotal: number;
  /** Stems and groups, each once. */
  readonly bagKeys: readonly BagKey[];
  /** Their weights, of length 1 as a vector. */
  readonly bagWeights: readonly number[];
  /** Neighbouring stems ("how long" tells topics apart where "how" and "long" do not), each weighing `pairWeight`, of length 1 as a vector. */
  readonly pairs: readonly StemPair[];
  readonly pairWeight: number;
  /** Length of the weighted sum of the words' unit directions. */
  readonly meaningLength: number;
}

/** Profiles the words of a sentence. `sum` is room for one word vector. */
export function profileSentence(sentence: readonly string[], reader: WordEvidenceReader, sum: Float64Array): SentenceProfile {
  const byStem = new Map<string, WordEvidence>();
  const pairs: StemPair[] = [];
  let first = SENTENCE_START;
  for (const word of sentence) {
    const evidence = reader.read(word);
    const second = evidence.stem;
    if (!byStem.has(second) || !pairs.some((pair) => pair.second === second && pair.first === first)) {
      pairs.push({ first, second });
    }
    byStem.set(second, evidence);
    first = second;
  }
  const words = [...byStem.values()];
  let roleTotal = 0;
  for (const word of words) {
    roleTotal += word.role;
  }
  const { bagKeys, bagWeights } = weighBag(words);
  const pairWeight = pairs.length === 0 ? 0 : 1 / Math.sqrt(pairs.length);
  return { words, roleTotal, bagKeys, bagWeights, pairs, pairWeight, meaningLength: measureMeaning(words, sum) };
}

function weighBag(words: readonly WordEvidence[]): Pick<SentenceProfile, "bagKeys" | "bagWeights"> {
  const bagKeys: BagKey[] = [];
  const bagWeights: number[] = [];
  for (const { stem, group, role, weight } of words) {
    if (role < BAGGED_ROLE_MIN) {
      continue;
    }
    bagKeys.push(stem);
    bagWeights.push(group === null ? weight : weight * (1 - GROUP_SHARE));
    if (group !== null) {
      const known = bagKeys.indexOf(group);
      const at = known < 0 ? bagKeys.push(group) - 1 : known;
      bagWeights[at] = Math.max(bagWeights[at] ?? 0, weight * GROUP_SHARE);
    }
  }
  let squares = 0;
  for (const weight of bagWeights) {
    squares += weight * weight;
  }
  const length = Math.sqrt(squares) || 1;
  for (let i = 0; i < bagWeights.length; i += 1) {
    bagWeights[i] = (bagWeights[i] ?? 0) / length;
  }
  return { bagKeys, bagWeights };
}

function measureMeaning(words: readonly WordEvidence[], sum: Float64Array): number {
  sum.fill(0);
  for (const { direction, weight } of words) {
    if (direction !== null) {
      addScaled(sum, direction.vector, weight / direction.length);
    }
  }
  let squares = 0;
  for (let i = 0; i < sum.length; i += 1) {
    const value = sum[i] ?? 0;
    squares += value * value;
  }
  return Math.sqrt(squares);
}

function addScaled(target: Float64Array, vector: Int8Array, scale: number): void {
  for (let i = 0; i < target.length; i += 1) {
    target[i] = (target[i] ?? 0) + scale * (vector[i] ?? 0);
  }
}
