import { advanceEpisode } from "../persona/advance-episode.ts";
import type { EpisodeState } from "../persona/episode-state.ts";
import { foldGivenReplies } from "../persona/fold-given-replies.ts";
import { type LineRecogniser, lineRecogniserOf } from "../persona/line-recogniser.ts";
import type { PersonaEngine } from "../persona/persona-engine.ts";
import { startEpisode } from "../persona/start-episode.ts";
import type { Scenario } from "../scenarios/scenario.ts";
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
  const { state, grounding } = isScoredByWords(engine.scenario)
    ? countTurns(engine.scenario, transcript, seed)
    : foldTurns(engine, transcript, maxTurns, seed);
  return {
    state,
    grounding,
    conversation: {
      requests: transcript.heard.slice(0, state.turn).map((line) => line ?? ""),
      answers: transcript.moves.slice(0, state.turn).map(({ message }) => message),
    },
  };
}

/** An opening is a sentence or two; further up in a first line there is none. */
const OPENING_LINES_MAX = 8;

type Grounded = Pick<GroundedTranscript, "state" | "grounding">;

function foldTurns(engine: PersonaEngine, transcript: SpokenTranscript, maxTurns: number, seed: number): Grounded {
  const played = playAlong(engine, transcript, maxTurns, seed);
  if (played !== null) {
    return { state: played, grounding: "engine" };
  }
  const { moves, heard } = transcript;
  return { state: foldGivenReplies(engine, seed, maxTurns, moves, heard.slice(1)), grounding: "given" };
}

/** What is left of the fold where words alone are scored: nothing opens and nothing ends, so that moves need no understanding and every one counts. */
function countTurns(scenario: Scenario, { moves, heard }: SpokenTranscript, seed: number): Grounded {
  const recogniser = lineRecogniserOf(scenario);
  const start = startOf(scenario, seed);
  const isPersonas = heard.every(
    (line, index) => !isLine(line) || (index === 0 ? endsWithOpening(recogniser, line) : recogniser.isReply(line, start, start)),
  );
  return { state: { ...start, turn: moves.length }, grounding: isPersonas ? "engine" : "given" };
}

const STARTS = new WeakMap<Scenario, EpisodeState>();

/** The state before the first move, begun once for each scenario: it does not depend on the seed, which draws wordings. */
function startOf(scenario: Scenario, seed: number): EpisodeState {
  const known = STARTS.get(scenario);
  if (known) {
    return known;
  }
  const { state } = startEpisode(scenario, seed);
  STARTS.set(scenario, state);
  return state;
}

/** The engine's own fold of the moves, or null at the first line that the persona would not have said. */
function playAlong(
  engine: PersonaEngine,
  { moves, heard }: SpokenTranscript,
  maxTurns: number,
  seed: number,
): EpisodeState | null {
  const recogniser = lineRecogniserOf(engine.scenario);
  const [opening] = heard;
  if (isLine(opening) && !endsWithOpening(recogniser, opening)) {
    return null;
  }
  let { state } = startEpisode(engine.scenario, seed);
  for (const [index, move] of moves.entries()) {
    if (state.ending) {
      break;
    }
    const before = state;
    state = advanceEpisode(engine, seed, maxTurns, before, move).state;
    const reply = heard[index + 1];
    if (isLine(reply) && !recogniser.isReply(reply, before, state)) {
      return null;
    }
  }
  return state;
}

/**
 * Whether the first line is one of the persona's openings, or ends with one on a line of its own: chat templates without a role for the system (Gemma's, Mistral's) put what
 * the policy was told before the first words of the other speaker.
 */
function endsWithOpening(recogniser: Pick<LineRecogniser, "isOpening">, line: string): boolean {
  if (recogniser.isOpening(line)) {
    return true;
  }
  const lines = line.trim().split("\n");
  for (let count = 1; count < lines.length && count <= OPENING_LINES_MAX; count += 1) {
    if (recogniser.isOpening(lines.slice(-count).join("\n"))) {
      return true;
    }
  }
  return false;
}

function isLine(line: string | null | undefined): line is string {
  return typeof line === "string" && line.trim() !== "";
}
