import type { DimensionRule } from "../scenarios/scenario.ts";
import type { DimensionScore } from "./assessment.ts";
import { QUALITY_KIND_OF_SCORER } from "./quality-kinds.ts";
import type { RewardConfig } from "./reward-config.ts";

type Scores = Readonly<Record<string, DimensionScore>>;

/** The scenario's own weighted mean of the dimensions that have a value, 0..1; null where none of positive weight has one. */
export function weighScores(rules: readonly DimensionRule[], scores: Scores): number | null {
  let total = 0;
  let sum = 0;
  for (const { key, weight } of rules) {
    const value = scores[key]?.value ?? null;
    if (value !== null) {
      total += weight;
      sum += weight * value;
    }
  }
  return total > 0 ? sum / total : null;
}

/**
 * The same under a caller's weights by kind of quality. Dimensions of one kind are first averaged by their own weights; a kind that no dimension scores, or whose
 * dimensions have no value, is left out.
 * @param gates what minefields and the rubric's gates leave, 0..1: the value of `failure_metrics`.
 */
export function weighByQuality(
  rules: readonly DimensionRule[],
  scores: Scores,
  gates: number,
  weights: NonNullable<RewardConfig["qualityWeights"]>,
): number | null {
  const parts = Object.entries(weights).map(([kind, weight]) => ({
    weight,
    value:
      kind === "failure_metrics"
        ? gates
        : weighScores(
            rules.filter((rule) => QUALITY_KIND_OF_SCORER[rule.scorer.kind] === kind),
            scores,
          ),
  }));
  return weightedMean(parts);
}

function weightedMean(parts: readonly { readonly weight: number; readonly value: number | null }[]): number | null {
  let total = 0;
  let sum = 0;
  for (const { weight, value } of parts) {
    if (value !== null) {
      total += weight;
      sum += weight * value;
    }
  }
  return total > 0 ? sum / total : null;
}
