import { rememberLast } from "../text/remember-last.ts";
import { GRID_POINTS, shareAt } from "./pair-grid.ts";

/**
 * What one more vote is expected to tell about the share of people that prefers A, in nats, 0..ln 2: H(E p) − E H(p) over a pair's grid, where p is the probability
 * that the voter votes for A. It falls as votes come in, and is 0 for voters who guess.
 * @param userScore of the voter, 0..1.
 */
export function voteInformation(weights: Float64Array, userScore: number): number {
  const entropies = entropiesOf(userScore);
  let share = 0;
  let expectedEntropy = 0;
  for (let k = 0; k < weights.length; k += 1) {
    const weight = weights[k] ?? 0;
    share += weight * shareAt(k);
    expectedEntropy += weight * (entropies[k] ?? 0);
  }
  return Math.max(0, entropy(voteForA(share, userScore)) - expectedEntropy);
}

/** How uncertain a vote is at every point of the grid. Most voters of a time have the same user score. */
const entropiesOf = rememberLast((userScore: number) =>
  Float64Array.from({ length: GRID_POINTS }, (_value, k) => entropy(voteForA(shareAt(k), userScore))),
);

function voteForA(share: number, userScore: number): number {
  return userScore * share + (1 - userScore) / 2;
}

/** Of a yes or no, in nats. */
function entropy(probability: number): number {
  return probability <= 0 || probability >= 1
    ? 0
    : -probability * Math.log(probability) - (1 - probability) * Math.log(1 - probability);
}
