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

const CLOSE_LOW = 0.4;
const CLOSE_HIGH = 0.6;

/**
 * The posterior of the share of attentive people that prefers A, on a grid of 200 points (pair-grid.ts). Swapping A and B mirrors every number. See "Merging" in the
 * documentation of comparisons.
 */
export function pairPosterior(votes: readonly PairVote[], prior: PairPrior, level = 0.9): PairPosterior {
  const tallied = tally(votes);
  return readPairGrid(pairGrid(tallied, prior), tallied, prior, level);
}

/** What a grid says. @param votes and `prior` as the grid was made from them. */
export function readPairGrid(weights: Float64Array, votes: readonly TalliedVote[], prior: PairPrior, level = 0.9): PairPosterior {
  const effectiveVotes = votes.reduce((sum, { userScore, count }) => sum + count * userScore * userScore, 0);
  const total = effectiveVotes + prior.strength;
  const { forA, forB } = pseudoVotes(prior);
  return {
    share: mirrored(weights, (share) => share, (weights.at(-1) ?? 0) * endShift(forB) - (weights[0] ?? 0) * endShift(forA)),
    majorityProbability: mirrored(weights, (share) => (share > 0.5 ? 1 : 0), 0),
    interval: [reach(weights, (1 - level) / 2, false), 1 - reach(weights, (1 - level) / 2, true)],
    closeProbability: closeProbability(weights),
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

function closeProbability(weights: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < weights.length / 2; k += 1) {
    const share = shareAt(k);
    if (share > CLOSE_LOW && share < CLOSE_HIGH) {
      sum += (weights[k] ?? 0) + (weights[weights.length - 1 - k] ?? 0);
    }
  }
  return sum;
}

/**
 * Expectation of a function that adds to 1 at mirrored shares, summed so that mirrored weights give exactly the complement.
 * @param besides what the ends add, of the other sign where mirrored.
 */
function mirrored(weights: Float64Array, value: (share: number) => number, besides: number): number {
  let sum = besides;
  for (let k = 0; k < weights.length / 2; k += 1) {
    const upper = weights.length - 1 - k;
    sum += ((weights[upper] ?? 0) - (weights[k] ?? 0)) * (value(shareAt(upper)) - 0.5);
  }
  const larger = 0.5 + Math.abs(sum);
  return sum >= 0 ? larger : 1 - larger;
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
