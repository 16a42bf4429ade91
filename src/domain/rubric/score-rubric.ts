import { countOf } from "./finding.ts";
import type { CheckResult } from "./rubric.ts";

/** What the checks of a rubric come to. */
export interface RubricScore {
  /** By key of dimension, for each that has a check. A value of null: no check with positive points applies. */
  readonly dimensions: ReadonlyMap<string, { readonly value: number | null; readonly explanation: string }>;
  /** Product of the factors of the gates that fell; 1 where none did. */
  readonly gate: number;
  /** Identifiers of the checks whose gate fell. */
  readonly fallenGates: readonly string[];
}

/**
 * Adds up each dimension as HealthBench does: points of the checks by their share met, over the positive points of the checks that apply, clipped to 0..1.
 * A gate falls where a check with positive points is not met at all, or one with negative points is met in any part. Explanations hold counts only.
 */
export function scoreRubric(results: readonly CheckResult[]): RubricScore {
  const dimensions = new Map<string, ReturnType<typeof scoreChecks>>();
  const fallenGates: string[] = [];
  let gate = 1;
  for (const { check, met } of results) {
    const { dimension } = check;
    if (!dimensions.has(dimension)) {
      dimensions.set(dimension, scoreChecks(results, dimension));
    }
    if (check.gate !== null && met !== null && (check.points > 0 ? met === 0 : met > 0)) {
      fallenGates.push(check.id);
      gate *= check.gate;
    }
  }
  return { dimensions, gate, fallenGates };
}

/** One dimension: the value of its checks, and how it came about. */
function scoreChecks(
  results: readonly CheckResult[],
  dimension: string,
): { readonly value: number | null; readonly explanation: string } {
  let count = 0;
  let earned = 0;
  let reachable = 0;
  let expected = 0;
  let kept = 0;
  let faults = 0;
  for (const { check, met } of results) {
    if (check.dimension !== dimension) {
      continue;
    }
    count += 1;
    if (met === null) {
      continue;
    }
    earned += check.points * met;
    if (check.points > 0) {
      reachable += check.points;
      expected += 1;
      kept += met === 1 ? 1 : 0;
    } else {
      faults += met > 0 ? 1 : 0;
    }
  }
  if (reachable === 0) {
    return { value: null, explanation: `none of the ${countOf(count, "check")} with positive points applies` };
  }
  return {
    value: Math.min(1, Math.max(0, earned / reachable)),
    explanation: `${kept} of ${countOf(expected, "check")} fully met, ${countOf(faults, "fault")}; ${points(earned)} of ${points(reachable)} points`,
  };
}

/** Two decimals at most. */
function points(sum: number): string {
  return String(Math.round(sum * 100) / 100);
}
