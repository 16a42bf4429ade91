import { differenceOf } from "../preference/difference-of.ts";
import type { StrengthPosterior } from "../preference/fit-strengths.ts";
import { pairInformation } from "./pair-information.ts";
import { type CandidatePair, spanningPairs } from "./spanning-pairs.ts";

/** A pair that is worth a vote. */
export interface WorthyPair extends CandidatePair {
  /** What one vote on it is expected to tell, in nats. */
  readonly information: number;
}

/** What is known of a group's pairs when the next ones are chosen. */
export interface PairsToChooseFrom {
  /** Pairs that people are at: they stay, and the others are chosen around them. Without a circle. */
  readonly underWay: readonly CandidatePair[];
  /** Whether a pair may be asked at all. */
  readonly canAsk: (pair: CandidatePair) => boolean;
  /** Pairs that tell less are left out, those under way too. */
  readonly informationMin: number;
}

/**
 * The pairs to have before people now, those under way first: a maximum spanning tree of what a vote on each is expected to tell, so that people who vote at the same time vote on different ones.
 */
export function nextPairs(
  posterior: StrengthPosterior,
  { underWay, canAsk, informationMin }: PairsToChooseFrom,
): readonly WorthyPair[] {
  const informationOf = ({ first, second }: CandidatePair) =>
    pairInformation(differenceOf(posterior, first, second), posterior.lnTie);
  const worthyOf = (pair: CandidatePair) => ({ first: pair.first, second: pair.second, information: informationOf(pair) });
  const isWorthy = ({ information }: WorthyPair) => information >= informationMin;
  const staying = underWay.filter(canAsk).map(worthyOf).filter(isWorthy);
  const added = spanningPairs(posterior.strengths.length, (pair) => (canAsk(pair) ? informationOf(pair) : null), staying);
  return [...staying, ...added.map(worthyOf).filter(isWorthy)];
}
