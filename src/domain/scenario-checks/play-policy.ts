import { advanceEpisode, type TurnOutcome } from "../persona/advance-episode.ts";
import type { EpisodeState } from "../persona/episode-state.ts";
import type { PersonaEngine } from "../persona/persona-engine.ts";
import { startEpisode } from "../persona/start-episode.ts";
import { assessEpisode } from "../scoring/assess-episode.ts";
import { DEFAULT_REWARD_CONFIG } from "../scoring/reward-config.ts";
import type { BaselinePolicy } from "./baseline-policies.ts";

/** How a whole episode went. */
export interface PlayedPolicy {
  readonly state: EpisodeState;
  /** Null where nothing that the scenario scores applies. */
  readonly reward: number | null;
  readonly outcomes: readonly TurnOutcome[];
}

/** Plays a policy until the episode ends or the policy has nothing more to say (null). */
export function playPolicy(
  engine: PersonaEngine,
  seed: number,
  policy: (...input: Parameters<BaselinePolicy>) => ReturnType<BaselinePolicy> | null,
): PlayedPolicy {
  const { maxTurns } = engine.scenario.public;
  const started = startEpisode(engine.scenario, seed);
  const outcomes: TurnOutcome[] = [];
  let state = started.state;
  let observation = started.observation;
  const requests: string[] = [];
  const answers: string[] = [];
  while (state.ending === null) {
    const move = policy(observation, state.turn + 1);
    if (move === null) {
      break;
    }
    const outcome = advanceEpisode(engine, seed, maxTurns, state, move);
    requests.push(observation);
    answers.push(move.message);
    outcomes.push(outcome);
    state = outcome.state;
    observation = outcome.observation;
  }
  const conversation = { requests, answers, reference: null };
  return { state, outcomes, reward: assessEpisode(engine, state, maxTurns, conversation, DEFAULT_REWARD_CONFIG).reward };
}
