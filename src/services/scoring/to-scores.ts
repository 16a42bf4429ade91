import type { Assessment } from "../../domain/scoring/assessment.ts";

/** The dimensions' values, in the collection's order. */
export function toScores(assessment: Assessment): Readonly<Record<string, number | null>> {
  return Object.fromEntries(Object.entries(assessment.scores).map(([key, score]) => [key, score.value]));
}
