import type { WordEvidence, WordEvidenceReader } from "./word-evidence.ts";

/** How much of a word's weight goes to its lexicon group; the rest stays with the word itself. */
const GROUP_SHARE = 0.8;

/** Words of grammar count in pairs and alignment only. */
const BAGGED_ROLE_MIN = 0.25;

/** A sentence made ready to be compared. */
export interface SentenceProfile {
  /** Its words, each stem once. */
  readonly words: readonly WordEvidence[];
  /** Sum of the words' roles. */
  readonly roleTotal: number;
  /** Its stems and lexicon groups, each once: the number of a stem, or that of a group behind the numbers of all stems. -1: a stem that nobody else has. */
  readonly bagKeys: readonly number[];
  /** Their weights, of length 1 as a vector. */
  readonly bagWeights: readonly number[];
  /** Neighbouring stems ("how long" tells topics apart where "how" and "long" do not), as far as both are in the vocabulary; each pair in one number. */
  readonly pairKeys: readonly number[];
  /** What each of them weighs: all pairs together, known or not, have length 1 as a vector. */
  readonly pairWeight: number;
  /** Length of the weighted sum of the words' unit directions. */
  readonly meaningLength: number;
}

/** Profiles the words of a sentence. `sum` is room for one word vector. */
export function profileSentence(sentence: readonly string[], reader: WordEvidenceReader, sum: Float64Array): SentenceProfile {
  const read: WordEvidence[] = [];
  const words: WordEvidence[] = [];
  const pairKeys: number[] = [];
  let pairCount = 0;
  for (let i = 0; i < sentence.length; i += 1) {
    const evidence = reader.read(sentence[i] ?? "");
    const place = findStem(words, evidence);
    read.push(evidence);
    // A stem that comes for the first time makes a new pair.
    if (place === words.length || !hasPairBefore(read, i)) {
      pairCount += 1;
      addPairKey(read, i, reader.vocabularySize, pairKeys);
    }
    words[place] = evidence;
  }
  let roleTotal = 0;
  for (const word of words) {
    roleTotal += word.role;
  }
  const { bagKeys, bagWeights } = weighBag(words, reader.vocabularySize);
  const pairWeight = pairCount === 0 ? 0 : 1 / Math.sqrt(pairCount);
  return { words, roleTotal, bagKeys, bagWeights, pairKeys, pairWeight, meaningLength: measureMeaning(words, sum) };
}

function isSameStem(a: WordEvidence | undefined, b: WordEvidence | undefined): boolean {
  return a?.number === b?.number && (a === b || a === undefined || a.number >= 0 || a.stem === b?.stem);
}

/** Where a word with the same stem stands; their number where none does. */
function findStem(words: readonly WordEvidence[], evidence: WordEvidence): number {
  let place = 0;
  while (place < words.length && !isSameStem(words[place], evidence)) {
    place += 1;
  }
  return place;
}

/** Whether the stems of the words at a position and before it have stood like that before; before the first word stands the start of the sentence. */
function hasPairBefore(read: readonly WordEvidence[], position: number): boolean {
  for (let i = 0; i < position; i += 1) {
    if (isSameStem(read[i], read[position]) && isSameStem(wordBefore(read, i), wordBefore(read, position))) {
      return true;
    }
  }
  return false;
}

function wordBefore(read: readonly WordEvidence[], position: number): WordEvidence | undefined {
  return position === 0 ? undefined : read[position - 1];
}

/** A pair in one number, from those of its stems; the start of a sentence has the number behind those of all stems. */
function addPairKey(read: readonly WordEvidence[], position: number, vocabularySize: number, pairKeys: number[]): void {
  const first = (position === 0 ? vocabularySize : read[position - 1]?.number) ?? -1;
  const second = read[position]?.number ?? -1;
  if (first >= 0 && second >= 0) {
    pairKeys.push(second * (vocabularySize + 1) + first);
  }
}

function weighBag(words: readonly WordEvidence[], vocabularySize: number): Pick<SentenceProfile, "bagKeys" | "bagWeights"> {
  const bagKeys: number[] = [];
  const bagWeights: number[] = [];
  for (const { number, group, role, weight } of words) {
    if (role < BAGGED_ROLE_MIN) {
      continue;
    }
    bagKeys.push(number);
    bagWeights.push(group === null ? weight : weight * (1 - GROUP_SHARE));
    if (group !== null) {
      const known = bagKeys.indexOf(vocabularySize + group);
      const at = known < 0 ? bagKeys.push(vocabularySize + group) - 1 : known;
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
