import { assertInvariant } from "../assert.ts";

/** A vote for one of several labels, 0..labels − 1, by a voter of that user score (0: guesses; below 1). */
export interface LabelVote {
  readonly label: number;
  readonly userScore: number;
}

/**
 * Probability of each label to be the correct one, by the product of odds: a voter who knows the answer with probability s and guesses otherwise is right with
 * s + (1 − s)/K, so each vote multiplies its label's odds by 1 + K·s/(1 − s). For questions with a right answer; a share of opinions is another question
 * (pair-posterior.ts).
 * @param temperature divides the log odds; above 1 where votes on gold questions proved overconfident.
 */
export function labelConfidence(votes: readonly LabelVote[], labelCount: number, temperature = 1): readonly number[] {
  const lnOdds = new Array<number>(labelCount).fill(0);
  for (const { label, userScore } of votes) {
    assertInvariant(
      userScore >= 0 && userScore < 1 && label >= 0 && label < labelCount,
      "a vote names a label and has a user score in [0, 1)",
    );
    lnOdds[label] = (lnOdds[label] ?? 0) + Math.log1p((labelCount * userScore) / (1 - userScore)) / temperature;
  }
  const top = Math.max(...lnOdds);
  const odds = lnOdds.map((value) => Math.exp(value - top));
  const sum = odds.reduce((total, value) => total + value, 0);
  return odds.map((value) => value / sum);
}
