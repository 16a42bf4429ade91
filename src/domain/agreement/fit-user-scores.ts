import type { PairVote } from "../preference/pair-grid.ts";
import { pairPosterior } from "../preference/pair-posterior.ts";

/** A pair as people voted on it, with what a fallback believes of it. */
export interface VotedPair {
  readonly votes: readonly (PairVoteOf & { readonly choice: PairVote["choice"] })[];
  readonly prior: Parameters<typeof pairPosterior>[1];
}

interface PairVoteOf {
  readonly annotator: string;
}

/** What is believed of an annotator nobody has seen vote: a Beta prior on the user score. */
export interface UserScorePrior {
  readonly mean: number;
  /** Pseudo-observations the mean stands for. */
  readonly strength: number;
}

const GRID_POINTS = 20;
const ROUNDS = 3;

/**
 * How far each annotator can be relied on, 0..1, from agreement alone: the chance s of voting by own judgement instead of at random, where a judgement goes with the
 * share of people that the *other* votes on the pair point to. A vote agrees with probability s·share + (1−s)/2, so an honest minority on an even pair costs nothing.
 * Posterior means under the prior, iterated; an annotator's own vote never judges itself. For weighting votes, never for pay.
 */
export function fitUserScores(pairs: readonly VotedPair[], prior: UserScorePrior): ReadonlyMap<string, number> {
  let scores: ReadonlyMap<string, number> = new Map();
  for (let round = 0; round < ROUNDS; round += 1) {
    const evidence = new Map<string, Float64Array>();
    for (const pair of pairs) {
      addEvidence(evidence, pair, scores, prior.mean);
    }
    scores = new Map([...evidence].map(([annotator, lnLikelihoods]) => [annotator, posteriorMean(lnLikelihoods, prior)]));
  }
  return scores;
}

function addEvidence(
  evidence: Map<string, Float64Array>,
  { votes, prior }: VotedPair,
  scores: ReadonlyMap<string, number>,
  unseen: number,
): void {
  const known = votes.map(({ annotator, choice }) => ({ choice, userScore: scores.get(annotator) ?? unseen }));
  for (const [index, { annotator, choice }] of votes.entries()) {
    if (choice === "tie") {
      continue;
    }
    const { share } = pairPosterior(known.toSpliced(index, 1), prior);
    const agreeing = choice === "a" ? share : 1 - share;
    const lnLikelihoods = evidence.get(annotator) ?? new Float64Array(GRID_POINTS + 1);
    for (let point = 0; point <= GRID_POINTS; point += 1) {
      const score = point / GRID_POINTS;
      lnLikelihoods[point] = (lnLikelihoods[point] ?? 0) + Math.log(score * agreeing + (1 - score) / 2);
    }
    evidence.set(annotator, lnLikelihoods);
  }
}

function posteriorMean(lnLikelihoods: Float64Array, { mean, strength }: UserScorePrior): number {
  const lnWeights = lnLikelihoods.map((value, point) => {
    // The ends of the grid stand for their half cell: a Beta density may be infinite there.
    const score = Math.min(1 - 0.25 / GRID_POINTS, Math.max(0.25 / GRID_POINTS, point / GRID_POINTS));
    return value + (mean * strength - 1) * Math.log(score) + ((1 - mean) * strength - 1) * Math.log(1 - score);
  });
  const top = lnWeights.reduce((largest, value) => Math.max(largest, value), Number.NEGATIVE_INFINITY);
  const weights = lnWeights.map((value) => Math.exp(value - top));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.reduce((total, weight, point) => total + (weight * point) / GRID_POINTS, 0) / sum;
}
