/** How a scenario shapes the weighted score into the reward. The order is fixed: gates, dimensions, calibration, weights, penalties, clip. */
export interface ShapingRules {
  readonly lengthPenalty: LengthPenalty | null;
  readonly repetitionPenalty: RepetitionPenalty | null;
  /** Bounds of the reward, within 0..1. */
  readonly clip: { readonly min: number; readonly max: number };
}

/** Takes `per100Words` for every 100 words of the policy's last message beyond `freeWords`, at most `max`. */
export interface LengthPenalty {
  readonly freeWords: number;
  readonly per100Words: number;
  readonly max: number;
}

/** Takes the share of repeated word n-grams in the policy's last message beyond `freeShare`, times `factor`, at most `max`. */
export interface RepetitionPenalty {
  readonly ngramWords: number;
  readonly freeShare: number;
  readonly factor: number;
  readonly max: number;
}

/** No penalties, rewards of 0..1. */
export const NEUTRAL_SHAPING: ShapingRules = { lengthPenalty: null, repetitionPenalty: null, clip: { min: 0, max: 1 } };
