import type { PrivateScenario } from "../scenarios/scenario.ts";
import type { EpisodeState } from "./episode-state.ts";
import { evaluateCondition } from "./evaluate-condition.ts";

/** Latches the milestones and minefields whose conditions hold now; one may be the condition of another, so it goes on until nothing changes. */
export function latchEvents(state: EpisodeState, scenario: PrivateScenario): EpisodeState {
  let current = state;
  const roundsMax = scenario.milestones.length + scenario.minefields.length;
  for (let round = 0; round < roundsMax; round += 1) {
    const next = latchOnce(current, scenario);
    if (next === current) {
      return current;
    }
    current = next;
  }
  return current;
}

function latchOnce(state: EpisodeState, scenario: PrivateScenario): EpisodeState {
  const reached = scenario.milestones.filter(
    (milestone) =>
      !(milestone.id in state.milestones) &&
      milestone.after.every((earlier) => earlier in state.milestones) &&
      evaluateCondition(milestone.when, state, scenario.minefields),
  );
  const hit = scenario.minefields.filter(
    (minefield) => !(minefield.id in state.minefields) && evaluateCondition(minefield.when, state, scenario.minefields),
  );
  if (reached.length === 0 && hit.length === 0) {
    return state;
  }
  return {
    ...state,
    milestones: { ...state.milestones, ...Object.fromEntries(reached.map((milestone) => [milestone.id, state.turn])) },
    minefields: { ...state.minefields, ...Object.fromEntries(hit.map((minefield) => [minefield.id, state.turn])) },
  };
}
