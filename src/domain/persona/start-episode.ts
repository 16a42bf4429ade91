import type { Scenario } from "../scenarios/scenario.ts";
import { chooseLine } from "./draw.ts";
import type { EpisodeState } from "./episode-state.ts";

/** The state before the first move, and the persona's opening. Equal seeds give equal starts. */
export function startEpisode(scenario: Scenario, seed: number): { readonly state: EpisodeState; readonly observation: string } {
  const { meters, facts } = scenario.private;
  const observation = chooseLine(scenario.public.opening, seed, "opening", 0);
  return {
    state: {
      turn: 0,
      meters: Object.fromEntries(Object.entries(meters).map(([id, meter]) => [id, meter.start])),
      openedFacts: Object.fromEntries(facts.filter((fact) => fact.reveal === "always").map((fact) => [fact.id, 0])),
      milestones: {},
      minefields: {},
      raisedTopics: {},
      acts: {},
      toolCalls: [],
      said: {},
      sketches: [],
      ending: null,
    },
    observation,
  };
}
