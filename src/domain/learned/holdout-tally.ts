import { COIN_LOG_LOSS, logLoss } from "../numerics/log-loss.ts";
import { sigmoid } from "../numerics/sigmoid.ts";

/** Bands of confidence, 0.5 to 1, by which calibration is measured. */
const BANDS = 10;

/** What was predicted of one vote before anything was learned from a vote on its prompt. */
export interface HoldoutPrediction {
  /** Log-odds that the first candidate is preferred. */
  readonly logOdds: number;
  readonly lengthLogOdds: number;
  /** ln(1 + words) of the first less that of the second. */
  readonly lengthDifference: number;
  /** 1, 0 or ½. */
  readonly target: number;
  readonly weight: number;
}

/** Sums over predictions. Plain data. */
export interface HoldoutTally {
  votes: number;
  weight: number;
  loss: number;
  lengthLoss: number;
  /** Weight of the votes that were no tie, and of those of them that went as predicted; a prediction of exactly ½ counts half. */
  decisive: number;
  hits: number;
  lengthHits: number;
  /** By band: weight, confidence times weight, and share that came true times weight. */
  readonly bands: { weight: number; confidence: number; hits: number }[];
  /** Σ weight·logOdds·lengthDifference and Σ weight·lengthDifference². */
  byLength: number;
  lengthSquares: number;
}

/** What predictions were worth. Null where there were none to tell by. */
export interface HoldoutMetrics {
  readonly votes: number;
  /** Share of decisive votes that went as predicted. */
  readonly accuracy: number | null;
  readonly lengthAccuracy: number | null;
  /** Nats a vote. Saying ½ always costs `constantLogLoss` = ln 2. */
  readonly logLoss: number | null;
  readonly lengthLogLoss: number | null;
  readonly constantLogLoss: number;
  /** Expected calibration error: mean distance between confidence and what came true, over ten bands. */
  readonly calibrationError: number | null;
  /** Log-odds that the model gives an answer for being e times as long: a least-squares slope through 0. */
  readonly lengthCoefficient: number | null;
}

/** Nothing predicted yet. */
export function createTally(): HoldoutTally {
  return {
    votes: 0,
    weight: 0,
    loss: 0,
    lengthLoss: 0,
    decisive: 0,
    hits: 0,
    lengthHits: 0,
    bands: Array.from({ length: BANDS }, () => ({ weight: 0, confidence: 0, hits: 0 })),
    byLength: 0,
    lengthSquares: 0,
  };
}

/** Counts a prediction. */
export function addPrediction(tally: HoldoutTally, prediction: HoldoutPrediction): void {
  const { logOdds, lengthLogOdds, lengthDifference, target, weight } = prediction;
  tally.votes += 1;
  tally.weight += weight;
  tally.loss += weight * logLoss(logOdds, target);
  tally.lengthLoss += weight * logLoss(lengthLogOdds, target);
  if (target !== 0.5) {
    tally.decisive += weight;
    tally.hits += weight * agreement(logOdds, target);
    tally.lengthHits += weight * agreement(lengthLogOdds, target);
  }
  const confidence = sigmoid(Math.abs(logOdds));
  const band = tally.bands[Math.min(BANDS - 1, Math.floor((confidence - 0.5) * 2 * BANDS))];
  if (band !== undefined) {
    band.weight += weight;
    band.confidence += weight * confidence;
    band.hits += weight * agreement(logOdds, target);
  }
  tally.byLength += weight * logOdds * lengthDifference;
  tally.lengthSquares += weight * lengthDifference * lengthDifference;
}

/** Reads the sums. */
export function measureTally(tally: HoldoutTally): HoldoutMetrics {
  const { votes, weight, decisive } = tally;
  const distance = tally.bands.reduce((sum, band) => sum + Math.abs(band.confidence - band.hits), 0);
  return {
    votes,
    accuracy: decisive === 0 ? null : tally.hits / decisive,
    lengthAccuracy: decisive === 0 ? null : tally.lengthHits / decisive,
    logLoss: weight === 0 ? null : tally.loss / weight,
    lengthLogLoss: weight === 0 ? null : tally.lengthLoss / weight,
    constantLogLoss: COIN_LOG_LOSS,
    calibrationError: weight === 0 ? null : distance / weight,
    lengthCoefficient: tally.lengthSquares === 0 ? null : tally.byLength / tally.lengthSquares,
  };
}

/** 1: the outcome is as predicted; 0: the other way round; ½: a tie, or nothing was predicted. */
function agreement(logOdds: number, target: number): number {
  return logOdds === 0 ? 0.5 : logOdds > 0 ? target : 1 - target;
}
