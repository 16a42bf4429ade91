import type { EpisodeState } from "../persona/episode-state.ts";
import { evaluateCondition } from "../persona/evaluate-condition.ts";
import type { PersonaEngine } from "../persona/persona-engine.ts";
import type { DimensionRule, Practice, Scenario, Scorer, ScorerKind } from "../scenarios/scenario.ts";
import type { PolicyConversation } from "../transcripts/policy-conversation.ts";
import type { Assessment, DimensionScore } from "./assessment.ts";
import type { QualityKind, RewardConfig } from "./reward-config.ts";
import { scoreArtifact } from "./score-artifact.ts";

/** Changes whenever the same state could give another reward. */
export const SHAPING_VERSION = "shaping-1";

/** The original API's word for each kind of scorer; `turns` has none and counts only in the default scoring. */
const QUALITY_OF: Readonly<Record<ScorerKind, QualityKind | null>> = {
  discovery: "discovery",
  milestones: "success_metrics",
  practices: "best_practices",
  decision: "decision_match",
  artifact: "output_similarity",
  turns: null,
  rubric: "rubrics",
};

/** A value without the dimensions it needs, and what was counted. */
interface RawScore {
  readonly value: number;
  readonly explanation: string;
}

/**
 * Scores the conversation so far, a pure function of the state: dimensions → needs → weights → gate → clip.
 * @param maxTurns the cap of this episode, where the `turns` scorer reaches 0.
 * @param conversation what the policy said, for scorers that read text.
 */
export function assessEpisode(
  engine: PersonaEngine,
  state: EpisodeState,
  maxTurns: number,
  _conversation: PolicyConversation,
  config: RewardConfig,
): Assessment {
  const { scenario } = engine;
  const rules = scenario.private.scoring.dimensions;
  const raw = new Map(rules.map((rule) => [rule.key, scoreDimension(rule.scorer, scenario, state, maxTurns)]));
  const scores: Record<string, DimensionScore> = {};
  for (const rule of rules) {
    scores[rule.key] = { value: round(withNeeds(rule, rules, raw)), weight: rule.weight, explanation: explain(rule, raw) };
  }
  const gate = gateOf(scenario, state);
  const weighted =
    config.qualityWeights === null ? weightedMean(rules, scores) : qualityMean(rules, scores, gate, config.qualityWeights);
  const applied = config.skipSafetyGate ? 1 : gate;
  return { scores, weighted: round(weighted), gate: applied, reward: round(Math.min(1, Math.max(0, weighted * applied))) };
}

/** The quality kinds that some dimension of the scenario scores; `failure_metrics` is always there. */
export function qualityKindsOf(scenario: Scenario): ReadonlySet<QualityKind> {
  const kinds = scenario.private.scoring.dimensions.flatMap((rule) => QUALITY_OF[rule.scorer.kind] ?? []);
  return new Set<QualityKind>([...kinds, "failure_metrics"]);
}

function scoreDimension(
  scorer: Scorer,
  scenario: Scenario,
  state: EpisodeState,
  maxTurns: number,
): RawScore {
  switch (scorer.kind) {
    case "discovery":
      return share(
        scenario.private.facts.filter((fact) => fact.reveal !== "always"),
        (fact) => fact.id in state.openedFacts,
        "facts found",
      );
    case "milestones":
      return share(scenario.private.milestones, (milestone) => milestone.id in state.milestones, "milestones reached");
    case "practices":
      return scorePractices(scorer.practices, scenario, state);
    case "decision":
      return scoreDecision(scorer, state);
    case "artifact":
      return scoreArtifact(scorer, state);
    case "turns":
      return scoreTurns(scorer.target, maxTurns, state);
    case "rubric":
      return { value: 0, explanation: "not read yet" };
  }
}

function share<T extends { readonly weight: number }>(items: readonly T[], counts: (item: T) => boolean, noun: string): RawScore {
  const hit = items.filter(counts);
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  const value = total > 0 ? hit.reduce((sum, item) => sum + item.weight, 0) / total : 0;
  return { value, explanation: `${hit.length} of ${items.length} ${noun} (by weight ${percent(value)})` };
}

function scorePractices(practices: readonly Practice[], scenario: Scenario, state: EpisodeState): RawScore {
  const met = practices.filter((practice) => evaluateCondition(practice.when, state, scenario.private.minefields));
  const possible = practices.reduce((sum, practice) => sum + Math.max(0, practice.points), 0);
  const earned = met.reduce((sum, practice) => sum + practice.points, 0);
  const good = met.filter((practice) => practice.points > 0).length;
  return {
    value: possible > 0 ? Math.min(1, Math.max(0, earned / possible)) : 0,
    explanation: `${good} good practices seen, ${met.length - good} bad ones`,
  };
}

function scoreDecision(scorer: Extract<Scorer, { kind: "decision" }>, state: EpisodeState): RawScore {
  const last = state.toolCalls.findLast((call) => call.toolId === scorer.toolId);
  const value = last === undefined ? 0 : (scorer.credits[String(last.input["value"])] ?? 0);
  return {
    value,
    explanation: last === undefined ? "no decision made" : `decision made in turn ${last.turn}, credit ${percent(value)}`,
  };
}

function scoreTurns(target: number, maxTurns: number, state: EpisodeState): RawScore {
  const late = maxTurns > target ? (state.turn - target) / (maxTurns - target) : 1;
  const value = state.turn === 0 ? 0 : state.turn <= target ? 1 : Math.max(0, 1 - late);
  return { value, explanation: `${state.turn} turns used` };
}

/** Value times the values of what it needs, and of what that needs; a circle counts once. */
function withNeeds(rule: DimensionRule, rules: readonly DimensionRule[], raw: ReadonlyMap<string, RawScore>): number {
  const seen = new Set<string>();
  let value = 1;
  for (let current: DimensionRule | undefined = rule; current && !seen.has(current.key); ) {
    seen.add(current.key);
    value *= raw.get(current.key)?.value ?? 0;
    const needed: string | null = current.needs;
    current = rules.find((candidate) => candidate.key === needed);
  }
  return value;
}

function explain(rule: DimensionRule, raw: ReadonlyMap<string, RawScore>): string {
  const own = raw.get(rule.key)?.explanation ?? "";
  return rule.needs === null ? own : `${own}; multiplied with ${rule.needs}`;
}

function weightedMean(rules: readonly DimensionRule[], scores: Readonly<Record<string, DimensionScore>>): number {
  const total = rules.reduce((sum, rule) => sum + rule.weight, 0);
  return total > 0 ? rules.reduce((sum, rule) => sum + rule.weight * (scores[rule.key]?.value ?? 0), 0) / total : 0;
}

/** The caller's weights by kind of quality; kinds no dimension scores are left out of the mean. */
function qualityMean(
  rules: readonly DimensionRule[],
  scores: Readonly<Record<string, DimensionScore>>,
  gate: number,
  weights: Readonly<Partial<Record<QualityKind, number>>>,
): number {
  let total = 0;
  let sum = 0;
  for (const [kind, weight] of Object.entries(weights)) {
    const ofKind = rules.filter((rule) => QUALITY_OF[rule.scorer.kind] === kind);
    if (kind !== "failure_metrics" && ofKind.length === 0) {
      continue;
    }
    total += weight;
    sum += weight * (kind === "failure_metrics" ? gate : weightedMean(ofKind, scores));
  }
  return total > 0 ? sum / total : 0;
}

function gateOf(scenario: Scenario, state: EpisodeState): number {
  const { gate } = scenario.private.scoring;
  return scenario.private.minefields
    .filter((minefield) => minefield.id in state.minefields)
    .reduce((product, minefield) => product * gate[minefield.severity], 1);
}

/** Nine decimals: sums of a few weights keep no noise that another order of addition would change. */
function round(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}
