import type { EpisodeState } from "../persona/episode-state.ts";
import { evaluateCondition } from "../persona/evaluate-condition.ts";
import type { RubricScore } from "../rubric/score-rubric.ts";
import type { Practice, Scenario, Scorer } from "../scenarios/scenario.ts";
import { scoreArtifact } from "./score-artifact.ts";

/** A dimension's own value, before it is multiplied with the one it needs, and what was counted. */
export interface RawScore {
  /** 0..1; null where nothing of it applies: there is nothing to find, or no check that applies. */
  readonly value: number | null;
  readonly explanation: string;
}

/** What dimensions are scored from. */
export interface ScoredEpisode {
  readonly scenario: Scenario;
  readonly state: EpisodeState;
  /** The cap of this episode, where the `turns` scorer reaches 0. */
  readonly maxTurns: number;
  /** What the rubric's checks add up to. */
  readonly rubric: RubricScore;
}

/** The value of one dimension by its scorer, 0..1 or null, with its explanation in counts. */
export function scoreDimension(key: string, scorer: Scorer, episode: ScoredEpisode): RawScore {
  const { scenario, state } = episode;
  switch (scorer.kind) {
    case "discovery":
      return share(
        scenario.private.facts.filter((fact) => fact.reveal !== "always"),
        (fact) => state.openedFacts.has(fact.id),
        "facts found",
      );
    case "milestones":
      return share(scenario.private.milestones, (milestone) => state.milestones.has(milestone.id), "milestones reached");
    case "practices":
      return scorePractices(scorer.practices, scenario, state);
    case "decision":
      return scoreDecision(scorer, state);
    case "artifact":
      return scoreArtifact(scorer, state);
    case "turns":
      return scoreTurns(scorer.target, episode.maxTurns, state);
    case "rubric":
      return episode.rubric.dimensions.get(key) ?? { value: null, explanation: "no check applies" };
  }
}

function share<T extends { readonly weight: number }>(items: readonly T[], counts: (item: T) => boolean, noun: string): RawScore {
  const hit = items.filter(counts);
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  if (total <= 0) {
    return { value: null, explanation: `no ${noun}: there are none` };
  }
  const value = hit.reduce((sum, item) => sum + item.weight, 0) / total;
  return { value, explanation: `${hit.length} of ${items.length} ${noun} (by weight ${percent(value)})` };
}

function scorePractices(practices: readonly Practice[], scenario: Scenario, state: EpisodeState): RawScore {
  const met = practices.filter((practice) => evaluateCondition(practice.when, state, scenario.private.minefields));
  const possible = practices.reduce((sum, practice) => sum + Math.max(0, practice.points), 0);
  const earned = met.reduce((sum, practice) => sum + practice.points, 0);
  const good = met.filter((practice) => practice.points > 0).length;
  return {
    value: possible > 0 ? Math.min(1, Math.max(0, earned / possible)) : null,
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

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}
