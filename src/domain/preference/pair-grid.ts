import { rememberLast } from "../text/remember-last.ts";

/** A vote on one pair: whom it prefers, and how far the voter is relied on (user score, 0..1: the chance of voting by own judgement instead of at random). */
export interface PairVote {
  readonly choice: "a" | "b" | "tie";
  readonly userScore: number;
}

/** Votes that say the same. */
export interface TalliedVote extends PairVote {
  readonly count: number;
}

/** What is known of a pair before the votes. */
export interface PairPrior {
  /** The fallback's calibrated probability that people prefer A. */
  readonly probability: number;
  /** How many votes the fallback is worth, ≥ 0; 0 leaves it out. */
  readonly strength: number;
  /** Pseudo-votes for each side that stand whatever the fallback says; 1 is the flat prior. */
  readonly base: number;
}

export const GRID_POINTS = 200;
/** Pseudo-votes below which a prior is taken to have that many: none at all could not be normalised. */
const PSEUDO_VOTES_MIN = 1e-9;
const LN_SHARES = Float64Array.from({ length: GRID_POINTS }, (_value, k) => Math.log(shareAt(k)));

/** The share of people that prefers A at a point of the grid. */
export function shareAt(point: number): number {
  return (point + 0.5) / GRID_POINTS;
}

/** The prior's pseudo-votes for each side: it is Beta(forA, forB). */
export function pseudoVotes({ probability, strength, base }: PairPrior): { readonly forA: number; readonly forB: number } {
  return {
    forA: Math.max(PSEUDO_VOTES_MIN, strength * probability + base),
    forB: Math.max(PSEUDO_VOTES_MIN, strength * (1 - probability) + base),
  };
}

/**
 * What the outermost cell has more than its middle says, as a logarithm: below one pseudo-vote the prior's density grows without bound towards its end, and most of it
 * lies between the last point and the end. ∫₀ʰ xᵃ⁻¹dx against h·(h/2)ᵃ⁻¹.
 */
function lnEndExcess(pseudo: number): number {
  return pseudo < 1 ? (pseudo - 1) * Math.LN2 - Math.log(pseudo) : 0;
}

/** How much closer to its end than the middle of the outermost cell the mean of that cell lies, as a share: half a cell at most. */
export function endShift(pseudo: number): number {
  return pseudo < 1 ? (0.5 - pseudo / (pseudo + 1)) / GRID_POINTS : 0;
}

/**
 * How likely each share of people who prefer A is after the votes: weights that sum to 1, by the points of the grid. The prior is Beta(m·p + base, m·(1−p) + base);
 * a vote for A of a voter with user score s has probability s·share + (1−s)/2; a tie is half a vote for each.
 */
export function pairGrid(votes: readonly TalliedVote[], prior: PairPrior): Float64Array {
  const { forA, forB } = pseudoVotes(prior);
  const [powerA, powerB] = [forA - 1, forB - 1];
  const lnWeights = new Float64Array(GRID_POINTS);
  const groups = groupByScore(votes);
  for (let k = 0; k < GRID_POINTS; k += 1) {
    const mirror = GRID_POINTS - 1 - k;
    let lnA = 0;
    let lnB = 0;
    let lnTies = 0;
    for (let at = 0; at < groups.length; at += 1) {
      const group = groups[at] ?? NOBODY;
      const lnForA = group.lnVote[k] ?? 0;
      const lnForB = group.lnVote[mirror] ?? 0;
      lnA += group.a * lnForA;
      lnB += group.b * lnForB;
      lnTies += (group.tie * (lnForA + lnForB)) / 2;
    }
    const lnPrior = powerA * (LN_SHARES[k] ?? 0) + powerB * (LN_SHARES[mirror] ?? 0);
    // Only sums of two, which do not depend on the order: swapping A and B mirrors every weight to the last digit.
    lnWeights[k] = lnA + lnB + (lnPrior + lnTies);
  }
  lnWeights[0] = (lnWeights[0] ?? 0) + lnEndExcess(forA);
  lnWeights[GRID_POINTS - 1] = (lnWeights[GRID_POINTS - 1] ?? 0) + lnEndExcess(forB);
  return normalise(lnWeights);
}

/** The votes of voters who are relied on alike. */
interface ScoreGroup {
  /** ln P(a vote of theirs for A), by the points of the grid. */
  readonly lnVote: Float64Array;
  a: number;
  b: number;
  tie: number;
}

const NOBODY: ScoreGroup = { lnVote: new Float64Array(GRID_POINTS), a: 0, b: 0, tie: 0 };

function groupByScore(votes: readonly TalliedVote[]): readonly ScoreGroup[] {
  const groups = new Map<number, ScoreGroup>();
  for (const { choice, userScore, count } of votes) {
    const group = groups.get(userScore) ?? { lnVote: lnVotesForA(userScore), a: 0, b: 0, tie: 0 };
    group[choice] += count;
    groups.set(userScore, group);
  }
  return [...groups.values()];
}

/** ln P(a vote for A) at every share. Most voters of a time have the same user score. */
const lnVotesForA = rememberLast((userScore: number) =>
  Float64Array.from({ length: GRID_POINTS }, (_value, k) => Math.log(userScore * shareAt(k) + (1 - userScore) / 2)),
);

/** Turns logarithms into weights that sum to 1, in place. */
function normalise(lnWeights: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < lnWeights.length; k += 1) {
    top = Math.max(top, lnWeights[k] ?? 0);
  }
  const half = lnWeights.length / 2;
  // From both ends inwards, so that mirrored votes give exactly mirrored weights.
  let sum = 0;
  for (let k = 0; k < half; k += 1) {
    const mirror = lnWeights.length - 1 - k;
    const lower = Math.exp((lnWeights[k] ?? 0) - top);
    const upper = Math.exp((lnWeights[mirror] ?? 0) - top);
    lnWeights[k] = lower;
    lnWeights[mirror] = upper;
    sum += lower + upper;
  }
  for (let k = 0; k < lnWeights.length; k += 1) {
    lnWeights[k] = (lnWeights[k] ?? 0) / sum;
  }
  return lnWeights;
}
