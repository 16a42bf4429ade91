import { sigmoid } from "../numerics/sigmoid.ts";
import { MEMORY, NINETY_PERCENT } from "./memory.ts";

/**
 * How far people's votes lean to the longer answer beyond what the source says: the second term of P(a over b) = σ(kappa·Δraw + gamma·Δln length). It is reported, not applied: negative where the source pays for length that
 * people do not want.
 */
export interface LengthFit {
  /** Log-odds a unit of ln length. */
  readonly gamma: number;
  readonly precision: number;
}

/** As much as ten votes on pairs of which one answer is e times as long. */
const PRIOR_PRECISION = 2.5;
/** Ratios of lengths count up to e² : 1. */
const DIFFERENCE_MAX = 2;

export const NO_LENGTH: LengthFit = { gamma: 0, precision: PRIOR_PRECISION };

/**
 * @param lnLengthDifference ln length of the source's favourite minus the other's.
 * @param logOdds what the source says of the favourite.
 */
export function learnLength(
  fit: LengthFit,
  {
    lnLengthDifference,
    logOdds,
    outcome,
    weight,
  }: {
    readonly lnLengthDifference: number;
    readonly logOdds: number;
    readonly outcome: number;
    readonly weight: number;
  },
): LengthFit {
  const x = Math.max(-DIFFERENCE_MAX, Math.min(DIFFERENCE_MAX, lnLengthDifference));
  const fading = MEMORY ** weight;
  const prior = fading * fit.precision + (1 - fading) * PRIOR_PRECISION;
  const gamma = (fading * fit.precision * fit.gamma) / prior;
  const p = sigmoid(logOdds + gamma * x);
  const precision = prior + weight * p * (1 - p) * x * x;
  return { gamma: gamma + (weight * (outcome - p) * x) / precision, precision };
}

/** Gamma with its 90 % interval. */
export function readLength({ gamma, precision }: LengthFit): LengthTerm {
  const reach = NINETY_PERCENT / Math.sqrt(precision);
  return { coefficient: gamma, low: gamma - reach, high: gamma + reach };
}

export interface LengthTerm {
  readonly coefficient: number;
  readonly low: number;
  readonly high: number;
}
