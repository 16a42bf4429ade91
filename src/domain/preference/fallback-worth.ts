/** How far votes on a pair have to reckon with what the fallback says of it. */
export interface FallbackWorth {
  /** How many votes it is worth, ≥ 0; 0: it has no say. */
  readonly votes: number;
  /** How sure of a pair it is believed to be at most, 0.5..1. */
  readonly surest: number;
}

/** How many votes the fallback is worth as long as it is not calibrated. */
export const FALLBACK_VOTES = 2;
/** And how sure of a pair it is believed to be at most, beside votes: its scale is its own, and three people who agree outweigh it however sure it sounds. */
const FALLBACK_SUREST = 0.9;
/** A scale that was learned from votes is believed as it stands, but for a thousandth: certainty would be beyond all votes. */
const CALIBRATED_SUREST = 0.999;

/** An uncalibrated fallback's. */
export const UNCALIBRATED_WORTH: FallbackWorth = { votes: FALLBACK_VOTES, surest: FALLBACK_SUREST };

/** That of a source whose scale was learned from votes. @param votes what it is worth by them. */
export function calibratedWorth(votes: number): FallbackWorth {
  return { votes, surest: CALIBRATED_SUREST };
}
