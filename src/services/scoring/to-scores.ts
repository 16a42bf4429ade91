import type { Assessment } from "../../domain/scoring/assessment.ts";

/** The dimensions' values, in the collection's order. */
export function toScores(assessment: Assessment): Readonly<Record<string, number | null>> {
  const values: Record<string, number | null> = {};
  for (const key of Object.keys(assessment.scores)) {
    values[key] = assessment.scores[key]?.value ?? null;
  }
  return values;
}
