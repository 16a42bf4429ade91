import type { CheckResult } from "./rubric.ts";

export interface RubricScore {
  readonly dimensions: ReadonlyMap<string, { readonly value: number | null; readonly explanation: string }>;
  readonly gate: number;
  readonly fallenGates: readonly string[];
}

export function scoreRubric(results: readonly CheckResult[]): RubricScore {
  const dimensions = new Map<string, { value: number | null; explanation: string }>();
  for (const key of new Set(results.map((result) => result.check.dimension))) {
    const own = results.filter((result) => result.check.dimension === key && result.met !== null);
    const possible = own.reduce((sum, { check }) => sum + Math.max(0, check.points), 0);
    const earned = own.reduce((sum, { check, met }) => sum + check.points * (met ?? 0), 0);
    const value = possible > 0 ? Math.min(1, Math.max(0, earned / possible)) : null;
    dimensions.set(key, { value, explanation: `${own.length} checks` });
  }
  const fallen = results.filter(
    ({ check, met }) => check.gate !== null && met !== null && (check.points > 0 ? met === 0 : met > 0),
  );
  return {
    dimensions,
    gate: fallen.reduce((product, { check }) => product * (check.gate ?? 1), 1),
    fallenGates: fallen.map(({ check }) => check.id),
  };
}
