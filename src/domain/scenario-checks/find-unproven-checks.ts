import type { RubricCheck } from "../rubric/rubric-check.ts";
import { canonicalJson } from "../scenarios/canonical-json.ts";
import type { PlayedPolicy } from "./play-policy.ts";

/** A graded check counts as met from here on. */
const MET_MIN = 0.5;

/** What plays of a scenario have shown of one of its checks. */
export interface CheckEvidence {
  readonly check: RubricCheck;
  readonly isSeenMet: boolean;
  readonly isSeenFailing: boolean;
}

/** What the plays of one scenario show of each of its checks. */
export function gatherEvidence(checks: readonly RubricCheck[], plays: readonly PlayedPolicy[]): readonly CheckEvidence[] {
  const results = plays.flatMap((play) => play.assessment.checks);
  return checks.map((check) => {
    const shares = results.flatMap((result) => (result.check.id === check.id && result.met !== null ? [result.met] : []));
    return {
      check,
      isSeenMet: shares.some((share) => share >= MET_MIN),
      isSeenFailing: shares.some((share) => share < MET_MIN),
    };
  });
}

/**
 * Checks that no test and no mindless policy has shown to be met, or to fail: nothing tells whether such a check does anything. A check that several scenarios
 * share, word for word, is proven by any of them.
 */
export function findUnprovenChecks(evidence: readonly CheckEvidence[]): readonly string[] {
  const shared = new Map<string, readonly CheckEvidence[]>();
  for (const item of evidence) {
    const key = canonicalJson(item.check);
    shared.set(key, [...(shared.get(key) ?? []), item]);
  }
  return [...shared.values()].flatMap((items) => {
    const id = items[0]?.check.id ?? "";
    return [
      ...(items.some((item) => item.isSeenMet) ? [] : [`nothing shows that check "${id}" can be met; add a test that meets it`]),
      ...(items.some((item) => item.isSeenFailing)
        ? []
        : [`nothing shows that check "${id}" can fail; add a test that does not meet it`]),
    ];
  });
}
