import { lnBeta } from "../numerics/ln-gamma.ts";
import { maximise } from "../numerics/maximise.ts";

/** How people voted on one pair, seen from the side a fallback's verdict named. */
export interface VerdictSample {
  /** Votes that agree with the verdict; with a tie verdict, votes for either side. */
  readonly agreeing: number;
  /** Decisive votes. */
  readonly votes: number;
}

/** What a fallback's verdict is worth on pairs like these: a Beta(m·p, m·(1−p)) prior on the share of people that agrees. */
export interface VerdictPrior {
  /** p: the share of people that agrees with it, on average. */
  readonly probability: number;
  /** m: how many votes it is worth. */
  readonly strength: number;
}

const LN_STRENGTH_MIN = Math.log(0.05);
const LN_STRENGTH_MAX = Math.log(200);
const PROBABILITY_MIN = 0.01;
const PRECISION = 1e-4;
/** Fewer votes on a pair say nothing about how far people agree with each other. */
const VOTES_MIN = 2;

/**
 * Learns p and m from pairs that people have voted on, by the marginal likelihood Σ ln B(k+mp, n−k+m(1−p)) − ln B(mp, m(1−p)) of pairs with two votes or more.
 * @param isSymmetric true holds p at one half: for tie verdicts, and for pairs without a verdict.
 */
export function fitVerdictPrior(samples: readonly VerdictSample[], isSymmetric: boolean): VerdictPrior {
  const telling = samples.filter(({ votes }) => votes >= VOTES_MIN);
  const lnLikelihood = (probability: number, lnStrength: number): number => {
    const [a, b] = [Math.exp(lnStrength) * probability, Math.exp(lnStrength) * (1 - probability)];
    return telling.reduce(
      (sum, { agreeing, votes }) => sum + lnBeta(a + agreeing, b + votes - agreeing),
      -telling.length * lnBeta(a, b),
    );
  };
  const strongest = (probability: number): number =>
    maximise((lnStrength) => lnLikelihood(probability, lnStrength), LN_STRENGTH_MIN, LN_STRENGTH_MAX, PRECISION);
  const probability = isSymmetric
    ? 0.5
    : maximise((candidate) => lnLikelihood(candidate, strongest(candidate)), PROBABILITY_MIN, 1 - PROBABILITY_MIN, PRECISION);
  return { probability, strength: Math.exp(strongest(probability)) };
}
