import type { Assessment } from "../../domain/scoring/assessment.ts";
import type { ScoreBreakdown } from "../episodes/turn-answer.ts";

/** The dimensions' values, in the collection's order. */
export function toScores(assessment: Assessment): Readonly<Record<string, number | null>> {
  const values: Record<string, number | null> = {};
  for (const key of Object.keys(assessment.scores)) {
    values[key] = assessment.scores[key]?.value ?? null;
  }
  return values;
}

/** Weights and explanations beside the values, for callers that may see them. */
export function toBreakdown(assessment: Assessment): ScoreBreakdown {
  const breakdown: Record<string, ScoreBreakdown[string]> = {};
  for (const [key, { weight, explanation }] of Object.entries(assessment.scores)) {
    breakdown[key] = { weight, explanation };
  }
  return breakdown;
}
