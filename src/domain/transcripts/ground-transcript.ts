import { advanceEpisode } from "../persona/advance-episode.ts";
import type { EpisodeState } from "../persona/episode-state.ts";
import { foldGivenReplies } from "../persona/fold-given-replies.ts";
import type { PersonaEngine, PolicyMove } from "../persona/persona-engine.ts";
import { personaVoiceOf } from "../persona/persona-voice.ts";
import { startEpisode } from "../persona/start-episode.ts";
import { isScoredByWords } from "../scoring/is-scored-by-words.ts";
import type { PolicyConversation } from "./policy-conversation.ts";
import type { SpokenTranscript } from "./split-speakers.ts";

/** On what discovery is judged: `engine`, what the persona discloses to these moves; `given`, what the other speaker's lines tell as they stand. */
export type Grounding = "engine" | "given";

/** A conversation that was not played here, made ready to be scored. */
export interface GroundedTranscript {
  readonly state: EpisodeState;
  readonly grounding: Grounding;
  /** The moves that count, as the rubric reads them: those after the end of the conversation are left out. */
  readonly conversation: Pick<PolicyConversation, "requests" | "answers">;
}

/**
 * Refolds a finished conversation. Where every line of the other speaker is one that the persona could have said there, or there is none, the engine's fold holds;
 * else the lines are somebody else's and facts are found where those lines tell them. A blank line is no line. What the policy claims that the other speaker said
 * counts nowhere. A scenario that is scored by words alone has no end: all moves of such a conversation count.
 * @param maxTurns the scenario's cap; moves beyond it do not count.
 * @param seed draws wordings only; it changes nothing that is scored.
 */
export function groundTranscript(
  engine: PersonaEngine,
  transcript: SpokenTranscript,
  maxTurns: number,
  seed: number,
): GroundedTranscript {
  const played = playAlong(engine, transcript, maxTurns, seed);
  const state = played ?? foldGiven(engine, transcript, maxTurns, seed);
  return {
    state,
    grounding: played ? "engine" : "given",
    conversation: {
      requests: transcript.heard.slice(0, state.turn).map((line) => line ?? ""),
      answers: transcript.moves.slice(0, state.turn).map(({ message }) => message),
    },
  };
}

/** The engine's own fold of the moves, or null at the first line that the persona would not have said. */
function playAlong(
  engine: PersonaEngine,
  { moves, heard }: SpokenTranscript,
  maxTurns: number,
  seed: number,
): EpisodeState | null {
  const voice = personaVoiceOf(engine.scenario);
  const advance = advancer(engine, maxTurns, seed);
  const [opening] = heard;
  if (isLine(opening) && !voice.isOpening(opening)) {
    return null;
  }
  let { state } = startEpisode(engine.scenario, seed);
  for (const [index, move] of moves.entries()) {
    if (state.ending) {
      break;
    }
    const before = state;
    state = advance(before, move);
    const reply = heard[index + 1];
    if (isLine(reply) && !voice.isReply(reply, before, state)) {
      return null;
    }
  }
  return state;
}

function foldGiven(engine: PersonaEngine, { moves, heard }: SpokenTranscript, maxTurns: number, seed: number): EpisodeState {
  return isScoredByWords(engine.scenario)
    ? moves.reduce(countTurn, startEpisode(engine.scenario, seed).state)
    : foldGivenReplies(engine, seed, maxTurns, moves, heard.slice(1));
}

/** How a move changes the state. Understanding it is left out where nothing that it changes is scored. */
function advancer(engine: PersonaEngine, maxTurns: number, seed: number) {
  return isScoredByWords(engine.scenario)
    ? countTurn
    : (state: EpisodeState, move: PolicyMove) => advanceEpisode(engine, seed, maxTurns, state, move).state;
}

function countTurn(state: EpisodeState): EpisodeState {
  return { ...state, turn: state.turn + 1 };
}

function isLine(line: string | null | undefined): line is string {
  return typeof line === "string" && line.trim() !== "";
}
