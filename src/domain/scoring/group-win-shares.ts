import { preferenceProbability } from "./preference-probability.ts";
import { signedMargin } from "./signed-margin.ts";

/** The share of a candidate that has nobody to win against. */
const SHARE_OF_ONE = 0.5;

/**
 * Each candidate's expected share of wins within its group, 0..1, in the order given: the mean over the others of the probability of being preferred, ties half.
 * The shares sum to half the group's size, keep the rewards' order, and are the same in whatever order the candidates come. The disqualified stand in with 0.
 * Takes time quadratic in the group's distinct rewards.
 */
export function groupWinShares(rewards: readonly number[]): readonly number[] {
  if (rewards.length < 2) {
    return rewards.map(() => SHARE_OF_ONE);
  }
  const counts = new Map<number, number>();
  for (const reward of rewards) {
    counts.set(reward, (counts.get(reward) ?? 0) + 1);
  }
  // Always summed in the same order, so that the order of the candidates cannot change the last digit.
  const distinct = [...counts].toSorted(([a], [b]) => a - b);
  const shares = new Map(
    distinct.map(([reward]) => {
      const wins = distinct.reduce((sum, [other, count]) => sum + count * preferenceProbability(signedMargin(reward, other)), 0);
      return [reward, (wins - preferenceProbability(0)) / (rewards.length - 1)];
    }),
  );
  return rewards.map((reward) => shares.get(reward) ?? SHARE_OF_ONE);
}
