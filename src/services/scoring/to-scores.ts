import type { Assessment } from "../../domain/scoring/assessment.ts";
import type { ScoreBreakdown } from "../episodes/turn-answer.ts";

/** The dimensions' values, in the collection's order. */
export function toScores(assessment: Assessment): Readonly<Record<string, number | null>> {
  return Object.fromEntries(Object.entries(assessment.scores).map(([key, score]) => [key, score.value]));
}

/** Weights and explanations beside the values, for callers that may see them. */
export function toBreakdown(assessment: Assessment): ScoreBreakdown {
  return Object.fromEntries(
    Object.entries(assessment.scores).map(([key, { weight, explanation }]) => [key, { weight, explanation }]),
  );
}
