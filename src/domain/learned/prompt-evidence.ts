import { studentQuantile } from "../numerics/student-quantile.ts";

/** Prompts that are told apart; further ones share the places of those that came first, which makes the bound wider, never narrower. */
const PROMPTS_MAX = 1024;

/** How much better than a baseline the model predicted the votes on one prompt. */
export interface PromptGain {
  /** Sum of the votes' weights. */
  weight: number;
  /** Weighted sums of log loss saved, in nats, against saying ½ and against knowing only lengths. */
  overConstant: number;
  overLength: number;
}

/** By prompt hash, in order of first appearance. */
export type PromptEvidence = Map<number, PromptGain>;

/** Adds what one prediction gained. */
export function addGain(evidence: PromptEvidence, promptHash: number, gain: Readonly<PromptGain>): void {
  const key = evidence.has(promptHash) || evidence.size < PROMPTS_MAX ? promptHash : nthKey(evidence, promptHash % PROMPTS_MAX);
  const sum = evidence.get(key) ?? { weight: 0, overConstant: 0, overLength: 0 };
  sum.weight += gain.weight;
  sum.overConstant += gain.overConstant;
  sum.overLength += gain.overLength;
  evidence.set(key, sum);
}

/** Makes what is known count for less than what comes. */
export function fadeEvidence(evidence: PromptEvidence, factor: number): void {
  for (const gain of evidence.values()) {
    gain.weight *= factor;
    gain.overConstant *= factor;
    gain.overLength *= factor;
  }
}

/**
 * Lower bound of the mean gain a vote over the better of the two baselines, in nats: the smaller of the two bounds, since both must hold. Votes on one prompt have more in common than the model knows, so prompts, not votes,
 * are the independent observations: the ratio's cluster-robust error and Student's t with as many degrees of freedom as there are effective prompts less one (Kish).
 * −∞ where there are fewer than two effective prompts.
 * @param level one-sided confidence.
 */
export function gainLowerBound(evidence: PromptEvidence, level: number): number {
  const gains = [...evidence.values()];
  return Math.min(
    lowerBound(gains, ({ overConstant }) => overConstant, level),
    lowerBound(gains, ({ overLength }) => overLength, level),
  );
}

function lowerBound(gains: readonly PromptGain[], read: (gain: PromptGain) => number, level: number): number {
  let [weight, weightSquares, total] = [0, 0, 0];
  for (const gain of gains) {
    weight += gain.weight;
    weightSquares += gain.weight * gain.weight;
    total += read(gain);
  }
  const effective = weight === 0 ? 0 : (weight * weight) / weightSquares;
  if (effective <= 1) {
    return Number.NEGATIVE_INFINITY;
  }
  const mean = total / weight;
  let squares = 0;
  for (const gain of gains) {
    squares += (read(gain) - mean * gain.weight) ** 2;
  }
  const error = Math.sqrt((squares * effective) / (effective - 1)) / weight;
  return mean - studentQuantile(level, effective - 1) * error;
}

function nthKey(evidence: PromptEvidence, place: number): number {
  let passed = 0;
  for (const key of evidence.keys()) {
    if (passed === place) {
      return key;
    }
    passed += 1;
  }
  return place;
}
