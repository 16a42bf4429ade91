import { normalNodes } from "../numerics/normal-nodes.ts";
import type { StrengthDifference } from "../preference/difference-of.ts";
import { outcomeProbabilities } from "../preference/outcome-probabilities.ts";

/**
 * What one vote on a pair is expected to tell of it, in nats: H(E p) − E H(p), p being the probabilities of the vote's outcomes under the Gaussian posterior of the
 * difference (Lindley 1956; the form of Hybrid-MST, Li et al. 2018). Never negative but for rounding, and 0 where the difference is known.
 */
export function pairInformation({ mean, variance }: StrengthDifference, lnTie: number): number {
  const deviation = Math.sqrt(variance);
  const { centre, nodes } = normalNodes(deviation);
  let [win, tie, loss, entropyWithin] = [0, 0, 0, 0];
  const add = (node: number, weight: number) => {
    const outcome = outcomeProbabilities(mean + node * deviation, lnTie);
    win += weight * outcome.win;
    tie += weight * outcome.tie;
    loss += weight * outcome.loss;
    entropyWithin += weight * entropy([outcome.win, outcome.tie, outcome.loss]);
  };
  add(0, centre);
  for (const [node, weight] of nodes) {
    add(node, weight);
    add(-node, weight);
  }
  return Math.max(0, entropy([win, tie, loss]) - entropyWithin);
}

function entropy(probabilities: readonly number[]): number {
  return probabilities.reduce((sum, probability) => (probability > 0 ? sum - probability * Math.log(probability) : sum), 0);
}
