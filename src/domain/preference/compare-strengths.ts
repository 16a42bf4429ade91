import { winnerByMargin } from "../scoring/compare-rewards.ts";
import { preferenceProbability, STEEPNESS } from "../scoring/preference-probability.ts";
import { type MovedRewards, moveRewards } from "./move-rewards.ts";

/** A side of a pair as the source that looked at both sees it. */
export interface StrengthSide {
  /** On the log-odds scale. */
  readonly strength: number;
  /** 0..1, after every stage of shaping. */
  readonly reward: number;
  /** What gates and penalties took from the reward, 0 or below: they count between the two as they do for each. */
  readonly shapedAway: number;
}

/** Which of two is better by their strengths. */
export interface StrengthComparison extends MovedRewards {
  readonly winner: "a" | "b" | "tie";
  /** Probability that A is preferred: σ(strength of A − strength of B), less what gates and penalties took on either side. */
  readonly pA: number;
}

/** Compares two conversations that one source looked at. The rewards are moved around their mean, so that their margin is what the probability says. Swapping the two mirrors every number exactly. */
export function compareStrengths(a: StrengthSide, b: StrengthSide): StrengthComparison {
  const pA = preferenceProbability((a.strength - b.strength) / STEEPNESS + (a.shapedAway - b.shapedAway));
  const moved = moveRewards(pA, (a.reward + b.reward) / 2);
  return { winner: winnerByMargin(moved.signedMargin), pA, ...moved };
}
