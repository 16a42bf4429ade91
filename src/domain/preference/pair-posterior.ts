import { endShift, type PairPrior, type PairVote, pairGrid, pseudoVotes, shareAt, type TalliedVote } from "./pair-grid.ts";

/** What share of people prefers A, after votes and a fallback's opinion. */
export interface PairPosterior {
  /** Expected share that prefers A: the soft label. */
  readonly share: number;
  /** P(share > ½): how sure it is that most people prefer A. */
  readonly majorityProbability: number;
  /** Equal-tailed interval of the share. */
  readonly interval: readonly [low: number, high: number];
  /** P(0.4 < share < 0.6): how sure it is that people are split. */
  readonly closeProbability: number;
  /** Votes by reliability: the sum of squared user scores. */
  readonly effectiveVotes: number;
  /** Part of the evidence that came from people, 0..1; 0 where there are no votes. */
  readonly peopleWeight: number;
}

/** From there to its mirror image. */
const CLOSE_LOW = 0.4;

/**
 * The posterior of the share of attentive people that prefers A, on a grid of 200 points (pair-grid.ts). Swapping A and B mirrors every number. See "Merging" in the
 * documentation of comparisons.
 */
export function pairPosterior(votes: readonly PairVote[], prior: PairPrior, level = 0.9): PairPosterior {
  const tallied = tally(votes);
  const weights = pairGrid(tallied, prior);
  const outside = (1 - level) / 2;
  return {
    ...readPairGrid(weights, tallied, prior),
    interval: [reach(weights, outside, false), 1 - reach(weights, outside, true)],
  };
}

/** What a grid says, but for the interval, which most have no use for. @param votes and `prior` as the grid was made from them. */
export function readPairGrid(
  weights: Float64Array,
  votes: readonly TalliedVote[],
  prior: PairPrior,
): Omit<PairPosterior, "interval"> {
  const effectiveVotes = votes.reduce((sum, { userScore, count }) => sum + count * userScore * userScore, 0);
  const total = effectiveVotes + prior.strength;
  const { forA, forB } = pseudoVotes(prior);
  // Each is an expectation of what adds to 1 at mirrored shares, less one half; summed so that mirrored weights give exactly the opposite.
  let share = (weights.at(-1) ?? 0) * endShift(forB) - (weights[0] ?? 0) * endShift(forA);
  let majority = 0;
  let close = 0;
  for (let k = 0; k < weights.length / 2; k += 1) {
    const upper = weights.length - 1 - k;
    const below = weights[k] ?? 0;
    const above = weights[upper] ?? 0;
    share += (above - below) * (shareAt(upper) - 0.5);
    majority += (above - below) * 0.5;
    close += shareAt(k) > CLOSE_LOW ? below + above : 0;
  }
  return {
    share: fromHalf(share),
    majorityProbability: fromHalf(majority),
    closeProbability: close,
    effectiveVotes,
    peopleWeight: total > 0 ? effectiveVotes / total : 0,
  };
}

/** Votes that say the same, with how many there are, in the order of the first of them. */
function tally(votes: readonly PairVote[]): readonly TalliedVote[] {
  const tallied = new Map<string, PairVote & { count: number }>();
  for (const { choice, userScore } of votes) {
    const name = `${choice}/${userScore}`;
    const same = tallied.get(name);
    if (same) {
      same.count += 1;
    } else {
      tallied.set(name, { choice, userScore, count: 1 });
    }
  }
  return [...tallied.values()];
}

/** One half and so much more, computed from the larger side: the opposite gives exactly the complement. */
function fromHalf(more: number): number {
  const larger = 0.5 + Math.abs(more);
  return more >= 0 ? larger : 1 - larger;
}

/** How far from one end of the grid that much of the weight reaches, as a share, interpolated within the grid's cell. */
function reach(weights: Float64Array, probability: number, fromTop: boolean): number {
  let below = 0;
  for (let k = 0; k < weights.length; k += 1) {
    const weight = weights[fromTop ? weights.length - 1 - k : k] ?? 0;
    if (below + weight >= probability) {
      return (k + (weight > 0 ? (probability - below) / weight : 0)) / weights.length;
    }
    below += weight;
  }
  return 1;
}
