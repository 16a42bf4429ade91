import { differenceOf } from "./difference-of.ts";
import type { StrengthPosterior } from "./fit-strengths.ts";
import { outcomeProbabilities } from "./outcome-probabilities.ts";
import type { ComparisonVote } from "./tally-votes.ts";

/**
 * The posterior after one more vote, by one Newton step along the pair (Sherman–Morrison): O(n²) instead of a refit, off by 1e-4 to 1e-3; refit every n votes or
 * so. η stays as it is. With u = eᵢ − eⱼ, g and h the vote's slope and curvature in θᵢ − θⱼ: θ += C·u·g/(1 + h·uᵀCu), C −= h·(Cu)(Cu)ᵀ/(1 + h·uᵀCu).
 */
export function updateStrengths(posterior: StrengthPosterior, vote: ComparisonVote): StrengthPosterior {
  const { strengths, covariance, lnTie } = posterior;
  const count = strengths.length;
  const { mean, variance } = differenceOf(posterior, vote.left, vote.right);
  const { win, tie, loss } = outcomeProbabilities(mean, lnTie);
  const observed = vote.choice === "tie" ? 0 : vote.choice === "left" ? 0.5 : -0.5;
  const slope = vote.weight * (observed - (win - loss) / 2);
  const bend = (vote.weight * (1 - tie - (win - loss) ** 2)) / 4;
  const damping = 1 + bend * variance;
  const along = new Float64Array(count);
  for (let row = 0; row < count; row += 1) {
    along[row] = (covariance[row * count + vote.left] ?? 0) - (covariance[row * count + vote.right] ?? 0);
  }
  const moved = strengths.slice();
  const updated = covariance.slice();
  for (let row = 0; row < count; row += 1) {
    const reach = along[row] ?? 0;
    moved[row] = (moved[row] ?? 0) + (reach * slope) / damping;
    const factor = (bend * reach) / damping;
    const start = row * count;
    for (let column = 0; column < count; column += 1) {
      updated[start + column] = (updated[start + column] ?? 0) - factor * (along[column] ?? 0);
    }
  }
  return { strengths: moved, covariance: updated, lnTie, iterations: 1 };
}
