import type { WordEvidence, WordEvidenceReader } from "./word-evidence.ts";

/** How much of a word's weight goes to its lexicon group; the rest stays with the word itself. */
const GROUP_SHARE = 0.8;

/** Words of grammar count in pairs and alignment only. */
const BAGGED_ROLE_MIN = 0.25;

const SENTENCE_START = "^";

/** A sentence made ready to be compared. */
export interface SentenceProfile {
  /** Its words, each stem once. */
  readonly words: readonly WordEvidence[];
  /** Sum of the words' roles. */
  readonly roleTotal: number;
  /** Weights of stems and groups, of length 1 as a vector. */
  readonly bag: ReadonlyMap<string, number>;
  /** Neighbouring stems ("how long" tells topics apart where "how" and "long" do not), each weighing `pairWeight`, of length 1 as a vector. */
  readonly pairs: readonly string[];
  readonly pairWeight: number;
  /** The weighted mean direction of the words, of length 1 (or 0 where no word is known). */
  readonly meaning: Float64Array;
  /** Length of the weighted sum of the words' unit directions. */
  readonly meaningLength: number;
}

/** Profiles the words of a sentence. `dimensions` is that of the word vectors. */
export function profileSentence(sentence: readonly string[], reader: WordEvidenceReader, dimensions: number): SentenceProfile {
  const byStem = new Map<string, WordEvidence>();
  const pairsMet = new Set<string>();
  let previous = SENTENCE_START;
  for (const word of sentence) {
    const evidence = reader.read(word);
    byStem.set(evidence.stem, evidence);
    pairsMet.add(`${previous} ${evidence.stem}`);
    previous = evidence.stem;
  }
  const words = [...byStem.values()];
  const pairs = [...pairsMet];
  return {
    words,
    roleTotal: words.reduce((sum, word) => sum + word.role, 0),
    bag: weighBag(words),
    pairs,
    pairWeight: pairs.length === 0 ? 0 : 1 / Math.sqrt(pairs.length),
    ...meanDirection(words, dimensions),
  };
}

function weighBag(words: readonly WordEvidence[]): ReadonlyMap<string, number> {
  const bag = new Map<string, number>();
  for (const word of words) {
    if (word.role < BAGGED_ROLE_MIN) {
      continue;
    }
    bag.set(word.stem, word.group === null ? word.weight : word.weight * (1 - GROUP_SHARE));
    if (word.group !== null) {
      bag.set(`#${word.group}`, Math.max(bag.get(`#${word.group}`) ?? 0, word.weight * GROUP_SHARE));
    }
  }
  let squares = 0;
  for (const weight of bag.values()) {
    squares += weight * weight;
  }
  const length = Math.sqrt(squares) || 1;
  for (const [key, weight] of bag) {
    bag.set(key, weight / length);
  }
  return bag;
}

function meanDirection(words: readonly WordEvidence[], dimensions: number): Pick<SentenceProfile, "meaning" | "meaningLength"> {
  const mean = new Float64Array(dimensions);
  for (const { direction, weight } of words) {
    if (direction !== null) {
      const scale = weight / direction.length;
      for (let i = 0; i < dimensions; i += 1) {
        mean[i] = (mean[i] ?? 0) + scale * (direction.vector[i] ?? 0);
      }
    }
  }
  let squares = 0;
  for (let i = 0; i < dimensions; i += 1) {
    squares += (mean[i] ?? 0) * (mean[i] ?? 0);
  }
  const meaningLength = Math.sqrt(squares);
  for (let i = 0; i < dimensions && meaningLength > 0; i += 1) {
    mean[i] = (mean[i] ?? 0) / meaningLength;
  }
  return { meaning: mean, meaningLength };
}
