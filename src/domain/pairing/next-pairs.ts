import { differenceOf } from "../preference/difference-of.ts";
import type { StrengthPosterior } from "../preference/fit-strengths.ts";
import { pairInformation } from "./pair-information.ts";
import { type CandidatePair, spanningPairs } from "./spanning-pairs.ts";

/** A pair that is worth a vote. */
export interface WorthyPair extends CandidatePair {
  /** What one vote on it is expected to tell, in nats. */
  readonly information: number;
}

/**
 * The pairs to put to people now: a maximum spanning tree of what a vote on each is expected to tell, so that people who vote at the same time vote on different ones.
 * @param canAsk whether a pair may be asked at all.
 * @param informationMin pairs that tell less are left out.
 */
export function nextPairs(
  posterior: StrengthPosterior,
  canAsk: (pair: CandidatePair) => boolean,
  informationMin: number,
): readonly WorthyPair[] {
  const informationOf = ({ first, second }: CandidatePair) =>
    pairInformation(differenceOf(posterior, first, second), posterior.lnTie);
  return spanningPairs(posterior.strengths.length, (pair) => (canAsk(pair) ? informationOf(pair) : null))
    .map((pair) => ({ ...pair, information: informationOf(pair) }))
    .filter(({ information }) => information >= informationMin);
}
