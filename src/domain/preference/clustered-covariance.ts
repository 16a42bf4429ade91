import type { StrengthPosterior } from "./fit-strengths.ts";
import { outcomeProbabilities } from "./outcome-probabilities.ts";
import type { PairTally } from "./tally-votes.ts";

/**
 * Covariance of the strengths that allows for votes on one pair having more in common than the model knows (they read the same two texts): the sandwich
 * H⁻¹·G·H⁻¹ with G summed over pairs, row by row. For standard errors of a fit by `half` ties; the posterior's own covariance counts each vote as independent.
 */
export function clusteredCovariance(posterior: StrengthPosterior, tallies: readonly PairTally[]): Float64Array {
  const { strengths, covariance, lnTie } = posterior;
  const count = strengths.length;
  const clustered = new Float64Array(count * count);
  for (const { first, second, firstWins, secondWins, ties } of tallies) {
    const { win, loss } = outcomeProbabilities((strengths[first] ?? 0) - (strengths[second] ?? 0), lnTie);
    const score = (firstWins - secondWins) / 2 - ((firstWins + secondWins + ties) * (win - loss)) / 2;
    const along = Float64Array.from(
      { length: count },
      (_value, row) => score * ((covariance[row * count + first] ?? 0) - (covariance[row * count + second] ?? 0)),
    );
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column < count; column += 1) {
        clustered[row * count + column] = (clustered[row * count + column] ?? 0) + (along[row] ?? 0) * (along[column] ?? 0);
      }
    }
  }
  return clustered;
}
