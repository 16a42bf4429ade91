import { STEEPNESS } from "../scoring/preference-probability.ts";
import { roundScore } from "../scoring/round-score.ts";
import { signedMargin } from "../scoring/signed-margin.ts";

/** Two rewards, 0..1, and the first less the second. */
export interface MovedRewards {
  readonly rewardA: number;
  readonly rewardB: number;
  readonly signedMargin: number;
}

/** Rewards around a mean, as far apart as the probability of A says by the one link between the two, and within 0..1. Swapping the sides mirrors them exactly. */
export function moveRewards(pA: number, mean: number): MovedRewards {
  const larger = Math.max(pA, 1 - pA);
  const half = Math.min(1, Math.log(larger / (1 - larger)) / STEEPNESS) / 2;
  const centre = Math.min(1 - half, Math.max(half, mean));
  const [high, low] = [roundScore(centre + half), roundScore(centre - half)];
  const [rewardA, rewardB] = pA >= 0.5 ? [high, low] : [low, high];
  return { rewardA, rewardB, signedMargin: signedMargin(rewardA, rewardB) };
}
