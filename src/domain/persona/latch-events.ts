import type { PrivateScenario } from "../scenarios/scenario.ts";
import { changeState } from "./change-state.ts";
import { type Counts, copyCounts } from "./counts.ts";
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
  const milestones = latch(
    state.milestones,
    scenario.milestones,
    state.turn,
    (milestone) =>
      milestone.after.every((earlier) => state.milestones.has(earlier)) &&
      evaluateCondition(milestone.when, state, scenario.minefields),
  );
  const minefields = latch(state.minefields, scenario.minefields, state.turn, (minefield) =>
    evaluateCondition(minefield.when, state, scenario.minefields),
  );
  return milestones === state.milestones && minefields === state.minefields
    ? state
    : changeState(state, { milestones, minefields });
}

/** Those that were latched before and those that hold now. */
function latch<Latched extends { readonly id: string }>(
  before: Counts,
  candidates: readonly Latched[],
  turn: number,
  holds: (candidate: Latched) => boolean,
): Counts {
  let after: Map<string, number> | null = null;
  for (const candidate of candidates) {
    if (!before.has(candidate.id) && holds(candidate)) {
      after ??= copyCounts(before);
      after.set(candidate.id, turn);
    }
  }
  return after ?? before;
}
