import type { Gates } from "./find-gates.ts";
import type { Penalties } from "./find-penalties.ts";
import { roundScore } from "./round-score.ts";
import type { ShapingRules } from "./shaping-rules.ts";

/** Every number between the dimensions and the reward, in the order they come about. Null where there is no value to shape. */
export interface ShapingStages {
  readonly gates: Gates;
  /** The dimensions' values after calibration to people's preferences; null: they are not calibrated and count as they are. */
  readonly calibrated: Readonly<Record<string, number>> | null;
  /** Weighted mean of the dimensions that have a value. */
  readonly weighted: number | null;
  /** What a source other than the rubric gives, 0..1, in place of `weighted`; null: the rubric's counts. */
  readonly opinion: number | null;
  /** `opinion`, else `weighted`, times the product of the gates. */
  readonly gated: number | null;
  /** Taken off for the length of the policy's last message, from 0. */
  readonly lengthPenalty: number;
  /** Taken off for what its last message repeats, from 0. */
  readonly repetitionPenalty: number;
  /** `gated` less both penalties, never below 0. */
  readonly beforeClip: number | null;
  /** Within the scenario's bounds; 0 where a gate disqualifies, whatever the lower bound. This is the reward. */
  readonly clipped: number | null;
}

/**
 * Shapes a weighted mean into the reward: times the gates, less the penalties, never below 0, clipped to the scenario's bounds. Gates dominate: a product of 0 stays
 * 0 below any lower bound, and penalties can take away but never undo what a gate left.
 */
export function shapeReward(weighted: number | null, gates: Gates, penalties: Penalties, rules: ShapingRules): ShapingStages {
  const gated = weighted === null ? null : roundScore(weighted * gates.product);
  const beforeClip = gated === null ? null : roundScore(Math.max(0, gated - penalties.length - penalties.repetition));
  return {
    gates: { minefields: roundScore(gates.minefields), rubric: roundScore(gates.rubric), product: roundScore(gates.product) },
    calibrated: null,
    weighted: weighted === null ? null : roundScore(weighted),
    opinion: null,
    gated,
    lengthPenalty: roundScore(penalties.length),
    repetitionPenalty: roundScore(penalties.repetition),
    beforeClip,
    clipped: beforeClip === null ? null : clip(beforeClip, gates, rules),
  };
}

function clip(value: number, gates: Gates, { clip: { min, max } }: ShapingRules): number {
  return gates.product === 0 ? 0 : Math.min(max, Math.max(min, value));
}
