import { advanceEpisode, type TurnOutcome } from "./advance-episode.ts";
import type { EpisodeState } from "./episode-state.ts";
import type { PersonaEngine, PolicyMove } from "./persona-engine.ts";
import { startEpisode } from "./start-episode.ts";

/** An episode folded up to some turn. */
export interface Fold {
  readonly state: EpisodeState;
  /** The opening and the reply of every turn, oldest first. */
  readonly observations: readonly string[];
  /** What each move did. Fewer than the moves where the episode ended before the last of them. */
  readonly outcomes: readonly TurnOutcome[];
}

/**
 * state = fold(scenario, engine version, seed, policy moves): the whole episode again from what the policy did. Moves after an ending are not played.
 * @param maxTurns the cap of this episode, at most the scenario's.
 */
export function foldEpisode(engine: PersonaEngine, seed: number, maxTurns: number, moves: readonly PolicyMove[]): Fold {
  const started = startEpisode(engine.scenario, seed);
  let state = started.state;
  const outcomes: TurnOutcome[] = [];
  const observations = [started.observation];
  for (const move of moves) {
    if (state.ending) {
      break;
    }
    const outcome = advanceEpisode(engine, seed, maxTurns, state, move);
    state = outcome.state;
    observations.push(outcome.observation);
    outcomes.push(outcome);
  }
  return { state, observations, outcomes };
}
