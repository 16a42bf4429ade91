import type { RubricCheck } from "../rubric/rubric-check.ts";
import type { PlayedPolicy } from "./play-policy.ts";

/** A graded check counts as met from here on. */
const MET_MIN = 0.5;

/** Checks of the rubric that no test and no mindless policy has shown to succeed, or to fail: nothing tells whether such a check does anything. */
export function findUnprovenChecks(checks: readonly RubricCheck[], plays: readonly PlayedPolicy[]): readonly string[] {
  const shares = new Map<string, number[]>(checks.map(({ id }) => [id, []]));
  for (const { check, met } of plays.flatMap((play) => play.assessment.checks)) {
    if (met !== null) {
      shares.get(check.id)?.push(met);
    }
  }
  return [...shares].flatMap(([id, met]) => [
    ...(met.some((share) => share >= MET_MIN) ? [] : [`nothing shows that check "${id}" can be met; add a test that meets it`]),
    ...(met.some((share) => share < MET_MIN)
      ? []
      : [`nothing shows that check "${id}" can fail; add a test that does not meet it`]),
  ]);
}
