/** A vote on one pair: whom it prefers, and how far the voter is relied on (user score, 0..1: the chance of voting by own judgement instead of at random). */
export interface PairVote {
  readonly choice: "a" | "b" | "tie";
  readonly userScore: number;
}

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

const GRID_POINTS = 200;
const CLOSE_LOW = 0.4;
const CLOSE_HIGH = 0.6;

/**
 * The posterior of the share of attentive people that prefers A, on a grid of 200 points: prior Beta(m·p + base, m·(1−p) + base), and a vote for A of a voter with
 * user score s has probability s·share + (1−s)/2. A tie is half a vote for each. Swapping A and B mirrors every number. See "Merging" in the documentation of comparisons.
 * @param prior.probability the fallback's calibrated probability that people prefer A.
 * @param prior.strength m ≥ 0: how many votes the fallback is worth; 0 leaves it out.
 * @param prior.base pseudo-votes for each side that stand whatever the fallback says; 1 is the flat prior.
 */
export function pairPosterior(
  votes: readonly PairVote[],
  prior: { readonly probability: number; readonly strength: number; readonly base: number },
  level = 0.9,
): PairPosterior {
  const forA = prior.strength * prior.probability + prior.base;
  const forB = prior.strength * (1 - prior.probability) + prior.base;
  const tallied = tally(votes);
  const weights = normalise(
    Array.from({ length: GRID_POINTS }, (_value, k) => {
      const share = (k + 0.5) / GRID_POINTS;
      const lnPrior = (forA - 1) * Math.log(share) + (forB - 1) * Math.log(1 - share);
      return tallied.reduce((sum, { vote, count }) => sum + count * lnLikelihood(vote, share), lnPrior);
    }),
  );
  const effectiveVotes = votes.reduce((sum, { userScore }) => sum + userScore * userScore, 0);
  const total = effectiveVotes + prior.strength;
  return {
    share: mirrored(weights, (share) => share),
    majorityProbability: mirrored(weights, (share) => (share > 0.5 ? 1 : 0)),
    interval: [quantile(weights, (1 - level) / 2), 1 - quantile(weights.toReversed(), (1 - level) / 2)],
    closeProbability: weights.reduce((sum, weight, k) => sum + (isClose((k + 0.5) / GRID_POINTS) ? weight : 0), 0),
    effectiveVotes,
    peopleWeight: total > 0 ? effectiveVotes / total : 0,
  };
}

/** Votes that say the same, with how many there are, in the order of the first of them. */
function tally(votes: readonly PairVote[]): readonly { readonly vote: PairVote; readonly count: number }[] {
  const tallied = new Map<string, { readonly vote: PairVote; count: number }>();
  for (const vote of votes) {
    const name = `${vote.choice}/${vote.userScore}`;
    const same = tallied.get(name);
    if (same) {
      same.count += 1;
    } else {
      tallied.set(name, { vote, count: 1 });
    }
  }
  return [...tallied.values()];
}

function lnLikelihood({ choice, userScore }: PairVote, share: number): number {
  const a = Math.log(userScore * share + (1 - userScore) / 2);
  const b = Math.log(userScore * (1 - share) + (1 - userScore) / 2);
  return choice === "tie" ? (a + b) / 2 : choice === "a" ? a : b;
}

function isClose(share: number): boolean {
  return share > CLOSE_LOW && share < CLOSE_HIGH;
}

/** Weights that sum to 1, from their logarithms. */
function normalise(lnWeights: readonly number[]): readonly number[] {
  const top = Math.max(...lnWeights);
  const weights = lnWeights.map((lnWeight) => Math.exp(lnWeight - top));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Expectation of a function that adds to 1 at mirrored shares, summed so that mirrored weights give exactly the complement. */
function mirrored(weights: readonly number[], value: (share: number) => number): number {
  const half = weights.length / 2;
  let sum = 0;
  for (let k = 0; k < half; k += 1) {
    const upper = weights.length - 1 - k;
    sum += ((weights[upper] ?? 0) - (weights[k] ?? 0)) * (value((upper + 0.5) / weights.length) - 0.5);
  }
  return 0.5 + sum;
}

/** The share below which that much of the weight lies, interpolated within the grid's cell. */
function quantile(weights: readonly number[], probability: number): number {
  let below = 0;
  for (const [k, weight] of weights.entries()) {
    if (below + weight >= probability) {
      return (k + (weight > 0 ? (probability - below) / weight : 0)) / weights.length;
    }
    below += weight;
  }
  return 1;
}
