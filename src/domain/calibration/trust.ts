import { kappaInterval } from "./fit-scale.ts";
import { COIN_LOG_LOSS } from "./log-loss.ts";
import { readMean } from "./rolling-mean.ts";
import type { SourceEvidence } from "./source-evidence.ts";

/** From so many votes on, weighed, a source must have shown that its scores follow people's preferences. Before, a source that is right in two of three votes often could not have. */
const TRUST_PROVED_FROM = 100;
/** From so many on it is distrusted where votes show that its scores go against them. */
const DISTRUST_PROVED_FROM = 30;
/** A source that was distrusted has to beat a coin by so many nats a vote, so that it does not come and go. */
const REGAIN_NATS = 0.005;

/** Whether a source is believed: until enough votes are there to tell, and then only where kappa is clearly positive and it predicts votes better than a coin does. */
export function isTrusted(evidence: Pick<SourceEvidence, "scale" | "loss" | "weight" | "isDistrusted">): boolean {
  const { low, high } = kappaInterval(evidence.scale);
  if (evidence.weight >= TRUST_PROVED_FROM) {
    const gain = COIN_LOG_LOSS - (readMean(evidence.loss) ?? COIN_LOG_LOSS);
    return low > 0 && gain > (evidence.isDistrusted ? REGAIN_NATS : 0);
  }
  if (evidence.weight >= DISTRUST_PROVED_FROM) {
    return high > 0 && !evidence.isDistrusted;
  }
  return !evidence.isDistrusted;
}
