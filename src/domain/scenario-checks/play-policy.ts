import { advanceEpisode, type TurnOutcome } from "../persona/advance-episode.ts";
import type { EpisodeState } from "../persona/episode-state.ts";
import type { PersonaEngine } from "../persona/persona-engine.ts";
import { startEpisode } from "../persona/start-episode.ts";
import { assessEpisode } from "../scoring/assess-episode.ts";
import type { Assessment } from "../scoring/assessment.ts";
import { DEFAULT_REWARD_CONFIG } from "../scoring/reward-config.ts";
import type { BaselinePolicy } from "./baseline-policies.ts";

/** How a whole episode went. */
export interface PlayedPolicy {
  readonly state: EpisodeState;
  readonly assessment: Assessment;
  /** Null where nothing that the scenario scores applies. */
  readonly reward: number | null;
  readonly outcomes: readonly TurnOutcome[];
}

/** What stands beside the moves: the request that the first of them answers (null: the opening) and the reference that the caller sends. */
export interface Occasion {
  readonly request: string | null;
  readonly reference: string | null;
}

const NO_OCCASION: Occasion = { request: null, reference: null };

/** Plays a policy until the episode ends or the policy has nothing more to say (null). */
export function playPolicy(
  engine: PersonaEngine,
  seed: number,
  policy: (...input: Parameters<BaselinePolicy>) => ReturnType<BaselinePolicy> | null,
  occasion: Occasion = NO_OCCASION,
): PlayedPolicy {
  const { maxTurns } = engine.scenario.public;
  const started = startEpisode(engine.scenario, seed);
  const outcomes: TurnOutcome[] = [];
  let state = started.state;
  let observation = occasion.request ?? started.observation;
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
  const conversation = { requests, answers, reference: occasion.reference };
  const assessment = assessEpisode(engine, state, maxTurns, conversation, DEFAULT_REWARD_CONFIG);
  return { state, outcomes, assessment, reward: assessment.reward };
}
