import type { Scenario, ScorerKind } from "../scenarios/scenario.ts";
import type { QualityKind } from "./reward-config.ts";

/** The original API's word for each kind of scorer; `turns` has none and counts only in the default scoring. */
export const QUALITY_KIND_OF_SCORER: Readonly<Record<ScorerKind, QualityKind | null>> = {
  discovery: "discovery",
  milestones: "success_metrics",
  practices: "best_practices",
  decision: "decision_match",
  artifact: "output_similarity",
  turns: null,
  rubric: "rubrics",
};

/** The quality kinds that some dimension of the scenario scores; `failure_metrics` is always there. */
export function qualityKindsOf(scenario: Scenario): ReadonlySet<QualityKind> {
  const kinds = scenario.private.scoring.dimensions.flatMap((rule) => QUALITY_KIND_OF_SCORER[rule.scorer.kind] ?? []);
  return new Set<QualityKind>([...kinds, "failure_metrics"]);
}
