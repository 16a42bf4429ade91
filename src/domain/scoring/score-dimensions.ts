import type { DimensionRule } from "../scenarios/scenario.ts";
import type { DimensionScore } from "./assessment.ts";
import { roundScore } from "./round-score.ts";
import { type RawScore, type ScoredEpisode, scoreDimension } from "./score-dimension.ts";

/** Every dimension of the scenario, in its order: its own value times the values of what it needs. */
export function scoreDimensions(episode: ScoredEpisode): Readonly<Record<string, DimensionScore>> {
  const rules = episode.scenario.private.scoring.dimensions;
  const raw = new Map<string, RawScore>();
  for (const { key, scorer } of rules) {
    raw.set(key, scoreDimension(key, scorer, episode));
  }
  const scores: Record<string, DimensionScore> = {};
  for (const rule of rules) {
    const value = withNeeds(rule, rules, raw);
    scores[rule.key] = {
      value: value === null ? null : roundScore(value),
      weight: rule.weight,
      explanation: explain(rule, raw),
    };
  }
  return scores;
}

/** Value times the values of what it needs, and of what that needs; a circle counts once. What needs something without a value has none itself. */
function withNeeds(rule: DimensionRule, rules: readonly DimensionRule[], raw: ReadonlyMap<string, RawScore>): number | null {
  if (rule.needs === null) {
    return raw.get(rule.key)?.value ?? null;
  }
  const seen = new Set<string>();
  let product = 1;
  for (let current: DimensionRule | undefined = rule; current && !seen.has(current.key); ) {
    seen.add(current.key);
    const value = raw.get(current.key)?.value ?? null;
    if (value === null) {
      return null;
    }
    product *= value;
    const needed: string | null = current.needs;
    current = rules.find((candidate) => candidate.key === needed);
  }
  return product;
}

function explain(rule: DimensionRule, raw: ReadonlyMap<string, RawScore>): string {
  const own = raw.get(rule.key)?.explanation ?? "";
  return rule.needs === null ? own : `${own}; multiplied with ${rule.needs}`;
}
