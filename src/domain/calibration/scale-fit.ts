import { sigmoid } from "../numerics/sigmoid.ts";
import { MEMORY, NINETY_PERCENT } from "./memory.ts";

/** How a source's raw scores read as preferences, as far as votes have told: P(a over b) = σ(kappa · (raw of a − raw of b)). Without an intercept: swapping a and b mirrors it. */
export interface ScaleFit {
  /** Log-odds a unit of raw score; may be negative. */
  readonly kappa: number;
  /** Of kappa, as an inverse variance, in squared units of raw score. */
  readonly precision: number;
  /** Sum of squared differences of raw scores, and of votes, both fading. */
  readonly squares: number;
  readonly count: number;
}

/** One vote on a pair, turned so that the source's favourite comes first. */
export interface ScaledVote {
  /** Raw score of the favourite minus the other's, ≥ 0. */
  readonly difference: number;
  /** 1: for the favourite; 0: for the other; ½: a tie. */
  readonly outcome: number;
  /** ≥ 0; 1 for an ordinary vote. */
  readonly weight: number;
}

/** What is believed of kappa as long as there are no votes. */
export interface ScalePrior {
  /** Log-odds a unit of raw score. */
  readonly kappa: number;
}

/** The prior is worth so many votes on pairs about which the source is undecided. */
const PRIOR_VOTES = 10;
/** And so many differences of the size that the default scale speaks of: one unit of log-odds. */
const PRIOR_DIFFERENCES = 4;
/** A typical difference says that much at most before votes have said it: 88 %. A scale that was set too large must not be believed to be sure. */
const PRIOR_LOG_ODDS_MAX = 2;
/** Differences count up to so many times the typical one: a single score gone wild moves nothing. */
const DIFFERENCE_MAX = 4;

/** A fit without votes. @param defaultKappa the source's own scale, > 0: what a difference of 1 / defaultKappa says is one unit of log-odds. */
export function startScale(defaultKappa: number): ScaleFit {
  const start = { kappa: 0, precision: 0, squares: PRIOR_DIFFERENCES / defaultKappa ** 2, count: PRIOR_DIFFERENCES };
  const spread = typicalDifference(start);
  return { ...start, kappa: priorKappa({ kappa: defaultKappa }, spread), precision: priorPrecision(spread) };
}

/** The size of a usual difference of raw scores (root mean square), > 0. Memory, prior and bounds are measured by it, so that they mean the same for logits, shares and rewards. */
export function typicalDifference({ squares, count }: Pick<ScaleFit, "squares" | "count">): number {
  return Math.sqrt(squares / count);
}

/**
 * Learns from one vote: a step of logistic regression in which what was learned before fades towards the prior.
 * prec ← λ·prec + (1 − λ)·prec₀ (at least prec₀, which grows with the usual difference), kappa likewise between its own and the prior's; then prec ← prec + w·p(1 − p)x² and kappa ← kappa + w(y − p)x / prec.
 */
export function learnScale(fit: ScaleFit, vote: ScaledVote, prior: ScalePrior): ScaleFit {
  const before = typicalDifference(fit);
  const x = Math.min(vote.difference, DIFFERENCE_MAX * before);
  const fading = MEMORY ** vote.weight;
  const seen = { squares: fading * fit.squares + vote.weight * x * x, count: fading * fit.count + vote.weight };
  const spread = typicalDifference(seen);
  const floor = priorPrecision(spread);
  const kept = fading * fit.precision;
  // Where the usual difference grows, what is short of the prior's worth is the prior's, not what the scale said before: no vote had said that.
  const pulled = Math.max((1 - fading) * floor, floor - kept);
  const centred = kept + pulled > 0 ? (kept * fit.kappa + pulled * priorKappa(prior, spread)) / (kept + pulled) : fit.kappa;
  const p = sigmoid(centred * x);
  const precision = kept + pulled + vote.weight * p * (1 - p) * x * x;
  return { ...seen, kappa: centred + (vote.weight * (vote.outcome - p) * x) / precision, precision };
}

/** The fit as it stands for a scenario that has none of its own: another fit's scale with no more certainty than the prior. */
export function inheritScale(fit: ScaleFit): ScaleFit {
  const spread = typicalDifference(fit);
  const squares = PRIOR_DIFFERENCES * spread * spread;
  return { kappa: priorKappa(fit, spread), precision: priorPrecision(spread), squares, count: PRIOR_DIFFERENCES };
}

/** The 90 % interval of kappa. */
export function kappaInterval({ kappa, precision }: ScaleFit): { readonly low: number; readonly high: number } {
  const reach = NINETY_PERCENT / Math.sqrt(precision);
  return { low: kappa - reach, high: kappa + reach };
}

function priorKappa({ kappa }: ScalePrior, spread: number): number {
  const most = PRIOR_LOG_ODDS_MAX / spread;
  return Math.max(-most, Math.min(most, kappa));
}

function priorPrecision(spread: number): number {
  return (PRIOR_VOTES / 4) * spread * spread;
}
