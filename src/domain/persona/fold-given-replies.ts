import type { Condition } from "../scenarios/condition.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { advanceEpisode } from "./advance-episode.ts";
import { copyCounts, NO_COUNTS } from "./counts.ts";
import type { EpisodeState } from "./episode-state.ts";
import { evaluateCondition } from "./evaluate-condition.ts";
import { latchEvents } from "./latch-events.ts";
import type { PersonaEngine, PolicyMove } from "./persona-engine.ts";
import { startEpisode } from "./start-episode.ts";
import { toldFacts } from "./told-facts.ts";

/** Engines whose persona keeps silent, so that a turn is the policy's doing alone. */
const SILENT = new WeakMap<PersonaEngine, PersonaEngine>();

/**
 * The state of a conversation with somebody who is not the persona: acts, topics, tools and meters follow the policy's moves as ever, facts are those that the other
 * speaker's lines tell, and milestones and minefields follow from both. The persona's own initiative has no part in it, nor have ends that hang on its meters: the
 * other speaker did not walk out. Any other end rule ends it, and moves after that are not played.
 * @param replies the other speaker's line after each move; null or missing: none.
 */
export function foldGivenReplies(
  engine: PersonaEngine,
  seed: number,
  maxTurns: number,
  moves: readonly PolicyMove[],
  replies: readonly (string | null)[],
): EpisodeState {
  const { scenario } = engine;
  const silent = silence(engine);
  let { state } = startEpisode(scenario, seed);
  for (const [index, move] of moves.entries()) {
    const acted = advanceEpisode(silent, seed, maxTurns, state, move).state;
    state = endGiven(hearReply(acted, replies[index] ?? "", scenario), scenario);
    if (state.ending) {
      break;
    }
  }
  return { ...state, said: NO_COUNTS };
}

function hearReply(acted: EpisodeState, reply: string, { private: half }: Scenario): EpisodeState {
  const told = toldFacts(half.facts, reply).filter((id) => !acted.openedFacts.has(id));
  if (told.length === 0) {
    return acted;
  }
  const openedFacts = copyCounts(acted.openedFacts);
  for (const id of told) {
    openedFacts.set(id, acted.turn);
  }
  return latchEvents({ ...acted, openedFacts }, half);
}

function endGiven(state: EpisodeState, { private: half }: Scenario): EpisodeState {
  const rule = half.ends.find(({ when }) => !hangsOnMeters(when) && evaluateCondition(when, state, half.minefields));
  return rule ? { ...state, ending: { terminalReason: rule.reason, outcome: rule.outcome } } : state;
}

function hangsOnMeters(condition: Condition): boolean {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.some(hangsOnMeters);
    case "not":
      return hangsOnMeters(condition.of);
    default:
      return condition.kind === "meter";
  }
}

function silence(engine: PersonaEngine): PersonaEngine {
  const known = SILENT.get(engine);
  if (known) {
    return known;
  }
  const { scenario } = engine;
  const half = { ...scenario.private, facts: [], agenda: [], ends: [] };
  const silent = { ...engine, scenario: { ...scenario, private: half } };
  SILENT.set(engine, silent);
  return silent;
}
