import type { EpisodeState } from "./episode-state.ts";

/** The state with some members changed. All states are made alike, member by member: copies by spreading are of many shapes, which is dear to read and to copy on. */
export function changeState(state: EpisodeState, changes: Partial<EpisodeState>): EpisodeState {
  return {
    turn: changes.turn ?? state.turn,
    meters: changes.meters ?? state.meters,
    openedFacts: changes.openedFacts ?? state.openedFacts,
    milestones: changes.milestones ?? state.milestones,
    minefields: changes.minefields ?? state.minefields,
    raisedTopics: changes.raisedTopics ?? state.raisedTopics,
    acts: changes.acts ?? state.acts,
    toolCalls: changes.toolCalls ?? state.toolCalls,
    said: changes.said ?? state.said,
    sketches: changes.sketches ?? state.sketches,
    ending: changes.ending ?? state.ending,
  };
}
