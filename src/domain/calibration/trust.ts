import { COIN_LOG_LOSS } from "../numerics/log-loss.ts";
import { type RollingMean, readMean } from "./rolling-mean.ts";
import { kappaInterval, type ScaleFit } from "./scale-fit.ts";

/** What speaks for and against a source. */
interface TrackRecord {
  readonly scale: ScaleFit;
  /** What each vote cost before it was learned from. */
  readonly loss: RollingMean;
  /** Of all votes, without fading. */
  readonly weight: number;
  readonly isDistrusted: boolean;
}

/** Whether a source is known not to follow people's preferences. */
export interface Confidence {
  readonly isDistrusted: boolean;
}

/** From so many votes on, weighed, a source must have shown that its scores follow people's preferences. Before, one that is right in two of three votes often could not have. */
const TRUST_PROVED_FROM = 100;
/** From so many on it is distrusted where votes show that its scores go against them. */
const DISTRUST_PROVED_FROM = 30;
/** A source that was distrusted has to beat a coin by so many nats a vote, so that it does not come and go. */
const REGAIN_NATS = 0.005;

/**
 * Whether a source is believed in a scenario: as over all scenarios until there are votes to tell; then unless its scores go against them; and in the end only where kappa is clearly positive and its word costs less a vote than a
 * coin's.
 * @param elsewhere over all scenarios.
 */
export function isTrusted(evidence: TrackRecord, elsewhere: Confidence): boolean {
  const { scale, loss, weight, isDistrusted } = evidence;
  const { low, high } = kappaInterval(scale);
  if (weight < DISTRUST_PROVED_FROM) {
    return !elsewhere.isDistrusted;
  }
  if (weight < TRUST_PROVED_FROM) {
    return isDistrusted ? low > 0 : high > 0;
  }
  const gain = COIN_LOG_LOSS - (readMean(loss) ?? COIN_LOG_LOSS);
  return low > 0 && gain > (isDistrusted ? REGAIN_NATS : 0);
}
