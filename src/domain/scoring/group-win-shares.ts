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
  const distinct = [...counts].toSorted(([a], [b]) => a - b);
  const wins = expectedWins(distinct);
  const shares = new Map(distinct.map(([reward], index) => [reward, (wins[index] ?? 0) / (rewards.length - 1)]));
  return rewards.map((reward) => shares.get(reward) ?? SHARE_OF_ONE);
}

/**
 * Expected wins of one candidate of each distinct reward. Every sum runs over the rewards from the lowest to the highest, so that the order of the candidates
 * cannot change the last digit.
 * @param distinct rewards with how many candidates have each, in rising order.
 */
function expectedWins(distinct: readonly (readonly [number, number])[]): Float64Array {
  const values = Float64Array.from(distinct, ([reward]) => reward);
  const counts = Float64Array.from(distinct, ([, count]) => count);
  const wins = new Float64Array(distinct.length);
  for (const [low, [lower, lowerCount]] of distinct.entries()) {
    let winsOfLower = (wins[low] ?? 0) + preferenceProbability(0) * (lowerCount - 1);
    for (let high = low + 1; high < values.length; high += 1) {
      const ofHigher = preferenceProbability(signedMargin(values[high] ?? 0, lower));
      winsOfLower += (counts[high] ?? 0) * (1 - ofHigher);
      wins[high] = (wins[high] ?? 0) + lowerCount * ofHigher;
    }
    wins[low] = winsOfLower;
  }
  return wins;
}
