import { logLoss } from "../numerics/log-loss.ts";
import { maximise } from "../numerics/maximise.ts";

/** ln of the lowest and the highest temperature. The lowest is not low: while a model learns fast its last predictions were too timid, and what would have suited them makes the next ones far too sure. */
const LN_TEMPERATURE_MIN = Math.log(0.7);
const LN_TEMPERATURE_MAX = Math.log(20);
const LN_PRECISION = 0.01;
/** Before any prediction the temperature is about 1: a normal prior on its logarithm, with this standard deviation. */
const LN_PRIOR_DEVIATION = 0.5;

/** A prediction for a vote, as it was before the vote was learned from. */
export interface RawPrediction {
  /** Log-odds before any temperature. */
  readonly margin: number;
  readonly target: number;
  readonly weight: number;
  /** Stream of the vote's prompt. */
  readonly stream: number;
}

/** The last predictions, in no order that matters; `next` is the place of the oldest once all places are taken. */
export interface RecentPredictions {
  readonly kept: RawPrediction[];
  next: number;
}

/** Keeps a prediction in place of the oldest where `max` are kept. */
export function keepPrediction(recent: RecentPredictions, prediction: RawPrediction, max: number): void {
  recent.kept[recent.next] = prediction;
  recent.next = (recent.next + 1) % max;
}

/**
 * ln of the temperature at which predictions are best in log loss.
 * @param heldOut the stream whose predictions are left out, so that no vote on a prompt fits the temperature of what is said of it; null: none is.
 */
export function fitLnTemperature({ kept }: RecentPredictions, heldOut: number | null): number {
  const used = kept.filter(({ stream }) => stream !== heldOut);
  return maximise(
    (lnTemperature) => {
      const coldness = Math.exp(-lnTemperature);
      let loss = 0.5 * (lnTemperature / LN_PRIOR_DEVIATION) ** 2;
      for (const { margin, target, weight } of used) {
        loss += weight * logLoss(margin * coldness, target);
      }
      return -loss;
    },
    LN_TEMPERATURE_MIN,
    LN_TEMPERATURE_MAX,
    LN_PRECISION,
  );
}
