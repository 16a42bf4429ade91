import type { Scenario } from "../scenarios/scenario.ts";
import { NO_COUNTS } from "./counts.ts";
import { chooseLine } from "./draw.ts";
import type { EpisodeState } from "./episode-state.ts";

/** The state before the first move, and the persona's opening. Equal seeds give equal starts. */
export function startEpisode(scenario: Scenario, seed: number): { readonly state: EpisodeState; readonly observation: string } {
  const { meters, facts } = scenario.private;
  const observation = chooseLine(scenario.public.opening, seed, "opening", 0);
  return {
    state: {
      turn: 0,
      meters: new Map(Object.entries(meters).map(([id, meter]) => [id, meter.start])),
      openedFacts: new Map(facts.filter((fact) => fact.reveal === "always").map((fact) => [fact.id, 0])),
      milestones: NO_COUNTS,
      minefields: NO_COUNTS,
      raisedTopics: NO_COUNTS,
      acts: new Map(),
      toolCalls: [],
      said: NO_COUNTS,
      sketches: [],
      ending: null,
    },
    observation,
  };
}
