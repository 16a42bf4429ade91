import type { Assessment, DimensionScore } from "./assessment.ts";
import type { ShapingStages } from "./shape-reward.ts";

/** How a reward came about, for callers with the scope for it: check ids are words of the scenario's private half. */
export interface ScoreBreakdown {
  /** By dimension key, in the collection's order. */
  readonly dimensions: Readonly<Record<string, DimensionScore>>;
  /** One entry for each check of the rubric, in its order. */
  readonly checks: readonly CheckBreakdown[];
  readonly stages: ShapingStages;
}

/** What became of one check of the rubric. */
export interface CheckBreakdown {
  readonly id: string;
  /** Key of the dimension its points count for. */
  readonly dimension: string;
  readonly points: number;
  /** Share met, 0..1; null where the check does not apply. */
  readonly met: number | null;
  /** The factor on the whole reward where the check goes wrong, 0..1; null: it is no gate. */
  readonly gate: number | null;
  readonly explanation: string;
}

/** The assessment without what callers never need: the criteria of the checks. */
export function toBreakdown({ scores, checks, stages }: Assessment): ScoreBreakdown {
  return {
    dimensions: scores,
    checks: checks.map(({ check, met, explanation }) => ({
      id: check.id,
      dimension: check.dimension,
      points: check.points,
      met,
      gate: check.gate,
      explanation,
    })),
    stages,
  };
}
