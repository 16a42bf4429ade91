import { assertInvariant } from "../assert.ts";
import type { JudgeCriterion } from "./judge-criterion.ts";

/** What verdicts on criteria come to. */
export interface WeighedVerdicts {
  /** Points of the criteria met ÷ positive points, clipped to 0..1; expected, where verdicts are probabilities. */
  readonly raw: number;
  /** The same within each dimension that a criterion names; null where none of its criteria can earn. */
  readonly scores: Readonly<Record<string, number | null>>;
}

/**
 * Adds up verdicts, as HealthBench does.
 * @param met for each criterion, in their order, the probability that the conversation meets it, 0..1.
 * @param criteria at least one with positive points.
 */
export function weighVerdicts(criteria: readonly JudgeCriterion[], met: readonly number[]): WeighedVerdicts {
  assertInvariant(criteria.length === met.length, "There is one verdict a criterion.");
  const scores: Record<string, number | null> = {};
  for (const key of new Set(criteria.map(({ dimension }) => dimension))) {
    scores[key] = shareOfPoints(criteria, met, (criterion) => criterion.dimension === key);
  }
  const raw = shareOfPoints(criteria, met, () => true);
  assertInvariant(raw !== null, "Some criterion has positive points.");
  return { raw, scores };
}

function shareOfPoints(
  criteria: readonly JudgeCriterion[],
  met: readonly number[],
  counts: (criterion: JudgeCriterion) => boolean,
): number | null {
  const total = earnable(criteria.filter(counts));
  const earned = criteria.reduce(
    (sum, criterion, index) => sum + (counts(criterion) ? criterion.points * (met[index] ?? 0) : 0),
    0,
  );
  return total > 0 ? Math.min(1, Math.max(0, earned / total)) : null;
}

function earnable(criteria: readonly JudgeCriterion[]): number {
  return criteria.reduce((sum, { points }) => sum + Math.max(0, points), 0);
}
