import { BUCKETS, SCENARIOS_MAX } from "./bt-hash.ts";
import type { CandidateFeatures } from "./candidate-features.ts";
import { hashText, mixHash } from "./hash-words.ts";
import type { FeatureDifference } from "./linear-models.ts";
import { STYLE_FEATURES } from "./style-features.ts";

/** Slots of all models: the buckets of hashed words, then the style's for all scenarios together, then for each scenario. */
export const SLOTS = BUCKETS + (1 + SCENARIOS_MAX) * STYLE_FEATURES.length;

/** Differences have at most so many entries: two candidates of 400 words and as many pairs, in two namespaces, and style twice. */
const ENTRIES_MAX = 2 * (2 * 800 + STYLE_FEATURES.length);
const GLOBAL_SALT = hashText("global|");
const BUCKET_MASK = BUCKETS - 1;
/** One bit beside the bucket's says whether an entry counts for or against: words that share a bucket then cancel on average. */
const SIGN_BIT = BUCKETS;

/** Which features a scenario has as its own, beside those that all share. */
export interface ScenarioSlots {
  /** Its number in order of first appearance; null: there are too many, and it has no style of its own. */
  readonly index: number | null;
  readonly salt: number;
}

/** The slots of a scenario by its key, `collection/scenario`. */
export function scenarioSlots(scenarioKey: string, index: number | null): ScenarioSlots {
  return { index, salt: hashText(`scenario|${scenarioKey}`) };
}

/** Room for a difference, to be used again and again. */
export function createDifference(): FeatureDifference {
  return { slots: new Int32Array(ENTRIES_MAX), values: new Float64Array(ENTRIES_MAX), count: 0 };
}

/** Writes a − b into `difference`: what both have in common is not there, so that nothing is learned from it. Swapping a and b negates every value exactly. */
export function writeDifference(
  difference: FeatureDifference,
  a: CandidateFeatures,
  b: CandidateFeatures,
  scenario: ScenarioSlots,
): void {
  difference.count = 0;
  for (let feature = 0; feature < STYLE_FEATURES.length; feature += 1) {
    pushStyle(difference, feature, (a.style[feature] ?? 0) - (b.style[feature] ?? 0), scenario);
  }
  const [left, right] = [a.words, b.words];
  let [i, j] = [0, 0];
  while (i < left.hashes.length || j < right.hashes.length) {
    const ofLeft = left.hashes[i] ?? Number.POSITIVE_INFINITY;
    const ofRight = right.hashes[j] ?? Number.POSITIVE_INFINITY;
    let value = 0;
    if (ofLeft <= ofRight) {
      value += left.values[i] ?? 0;
      i += 1;
    }
    if (ofRight <= ofLeft) {
      value -= right.values[j] ?? 0;
      j += 1;
    }
    pushWord(difference, Math.min(ofLeft, ofRight), value, scenario);
  }
}

/** Score of one candidate by one set of weights, a number a slot: log-odds against another are the difference of their scores. */
export function scoreCandidate(
  weights: Float32Array,
  { style, words }: CandidateFeatures,
  { index, salt }: ScenarioSlots,
): number {
  let score = 0;
  for (let feature = 0; feature < STYLE_FEATURES.length; feature += 1) {
    const own = index === null ? 0 : (weights[styleSlot(1 + index, feature)] ?? 0);
    score += ((weights[styleSlot(0, feature)] ?? 0) + own) * (style[feature] ?? 0);
  }
  for (let entry = 0; entry < words.hashes.length; entry += 1) {
    const hash = words.hashes[entry] ?? 0;
    score += (signedWeight(weights, hash ^ GLOBAL_SALT) + signedWeight(weights, hash ^ salt)) * (words.values[entry] ?? 0);
  }
  return score;
}

function signedWeight(weights: Float32Array, salted: number): number {
  const mixed = mixHash(salted);
  const weight = weights[mixed & BUCKET_MASK] ?? 0;
  return (mixed & SIGN_BIT) === 0 ? weight : -weight;
}

function styleSlot(namespace: number, feature: number): number {
  return BUCKETS + namespace * STYLE_FEATURES.length + feature;
}

function pushStyle(difference: FeatureDifference, feature: number, value: number, { index }: ScenarioSlots): void {
  if (value !== 0) {
    push(difference, styleSlot(0, feature), value);
    if (index !== null) {
      push(difference, styleSlot(1 + index, feature), value);
    }
  }
}

function pushWord(difference: FeatureDifference, hash: number, value: number, { salt }: ScenarioSlots): void {
  if (value !== 0) {
    pushBucket(difference, mixHash(hash ^ GLOBAL_SALT), value);
    pushBucket(difference, mixHash(hash ^ salt), value);
  }
}

function pushBucket(difference: FeatureDifference, mixed: number, value: number): void {
  push(difference, mixed & BUCKET_MASK, (mixed & SIGN_BIT) === 0 ? value : -value);
}

function push(difference: FeatureDifference, slot: number, value: number): void {
  difference.slots[difference.count] = slot;
  difference.values[difference.count] = value;
  difference.count += 1;
}
