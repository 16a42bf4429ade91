import { lnBeta } from "../numerics/ln-gamma.ts";
import { maximise } from "../numerics/maximise.ts";

/** How people voted on one pair, and what the source said of it. */
export interface JudgedVotes {
  /** Probability, by the source's calibrated scale, that people prefer the first. */
  readonly probability: number;
  /** Decisive votes for the first, and all decisive votes. */
  readonly forFirst: number;
  readonly votes: number;
  /** What the pair stands for, > 0. */
  readonly weight: number;
}

/** What an uncalibrated source is taken to be worth, and what a calibrated one is believed to be while little is known. */
const WORTH_VOTES_PRIOR = 2;
const WORTH_VOTES_MAX = 20;
const WORTH_VOTES_MIN = 0.05;
/** Standard deviation of the belief in ln m: a factor e either way. */
const PRIOR_SPREAD = 1;
/** No scale is so sure that a single vote against it were proof of anything. */
const PROBABILITY_MIN = 0.01;
const PRECISION = 1e-4;
/** Fewer votes on a pair say nothing about how far people agree with each other. */
const VOTES_MIN = 2;

/**
 * How many votes a source's word on a pair is worth: the m that makes likeliest how votes agree within pairs, Σ ln B(k + mp, n − k + m(1 − p)) − ln B(mp, m(1 − p)) over pairs with two decisive votes or more, drawn
 * towards two votes as by one pair or two. 0.05..20.
 */
export function fitWorthVotes(pairs: readonly JudgedVotes[]): number {
  const telling = pairs.filter(({ votes }) => votes >= VOTES_MIN);
  const total = telling.reduce((sum, { weight }) => sum + weight, 0);
  const scale = total > 0 ? telling.length / total : 0;
  const lnPosterior = (lnStrength: number): number => {
    const strength = Math.exp(lnStrength);
    const off = (lnStrength - Math.log(WORTH_VOTES_PRIOR)) / PRIOR_SPREAD;
    return telling.reduce((sum, pair) => sum + scale * pair.weight * lnLikelihood(pair, strength), (-off * off) / 2);
  };
  return Math.exp(maximise(lnPosterior, Math.log(WORTH_VOTES_MIN), Math.log(WORTH_VOTES_MAX), PRECISION));
}

function lnLikelihood({ probability, forFirst, votes }: JudgedVotes, strength: number): number {
  const p = Math.max(PROBABILITY_MIN, Math.min(1 - PROBABILITY_MIN, probability));
  const [a, b] = [strength * p, strength * (1 - p)];
  return lnBeta(a + forFirst, b + votes - forFirst) - lnBeta(a, b);
}
