import { InvalidRequestError } from "../../../domain/errors.ts";
import type { LiveEpisode } from "../../../services/episodes/live-episodes.ts";
import { playTurn } from "../../../services/episodes/play-turn.ts";
import type { TurnAnswer } from "../../../services/episodes/turn-answer.ts";
import { createBodyReader } from "../../scoring/create-body-reader.ts";
import { toToolCall } from "../../wire/tool-call.ts";
import { NO_VALUE } from "../../wire/turn-answer.ts";
import { type OpenEnvAction, OpenEnvSayActionSchema } from "./openenv-contract.ts";
import type { OpenEnvScene } from "./openenv-game.ts";
import { type OpenEnvTool, SEND_MESSAGE, toOpenEnvTools } from "./openenv-tools.ts";
import { type OpenEnvMove, toMove } from "./to-move.ts";
import type { OpenEnvResult } from "./write-openenv.ts";

/** An episode at the point where something is done in it. */
export interface OpenEnvStep {
  readonly scene: OpenEnvScene;
  readonly live: LiveEpisode;
  /** The turn that is meant, 1 for the first; null: as a lone move, for which the last one again is a retry. */
  readonly turn: number | null;
  /** JSON pointer to what is done. */
  readonly pointer: string;
}

/** What a turn that was played shows. */
export interface PlayedObservation {
  readonly content: string;
  readonly tool_results: TurnAnswer["toolResults"];
  readonly done_reason: TurnAnswer["terminalReason"];
  readonly outcome: string | null;
}

const readSaid = createBodyReader(OpenEnvSayActionSchema);

/** Does what an action says. Throws as `playTurn` does. */
export async function stepGame(step: OpenEnvStep, action: OpenEnvAction): Promise<OpenEnvResult> {
  const { live, scene, pointer } = step;
  if (!("type" in action)) {
    return await playMove(step, toMove(action, scene.ports.limits.messageCharactersMax, pointer));
  }
  if (action.type === "list_tools") {
    const tools = toolsOf(live).map(({ name, description, inputSchema }) => ({ name, description, input_schema: inputSchema }));
    return unplayed(live, { tools });
  }
  const name = action.tool_name;
  const played = await playTool({ ...step, pointer: `${pointer}/arguments` }, name, action.arguments ?? {});
  return played === null
    ? unplayed(live, {
        tool_name: name,
        result: null,
        error: { error_type: "tool_not_found", message: describeMissing(live, name) },
      })
    : { ...played, observation: { tool_name: name, result: played.observation, error: null } };
}

/** Plays the turn that a call of a tool stands for; null: the scenario has no such tool. Throws as `playTurn` does. */
export async function playTool(
  step: OpenEnvStep,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<OpenEnvResult<PlayedObservation> | null> {
  const { live, scene, pointer } = step;
  if (!toolsOf(live).some((tool) => tool.name === name)) {
    return null;
  }
  return await playMove(
    step,
    name === SEND_MESSAGE
      ? toMove(readSaidAt(input, pointer), scene.ports.limits.messageCharactersMax, pointer)
      : { content: "", toolCalls: [toToolCall({ name, input: { ...input } }, pointer)] },
  );
}

function readSaidAt(input: Readonly<Record<string, unknown>>, at: string) {
  try {
    return readSaid(input);
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) {
      throw error;
    }
    // Where nothing was given there may be no place to point into.
    const isEmpty = Object.keys(input).length === 0;
    const errors = isEmpty
      ? [{ pointer: at, detail: 'Must hold "content", what is said.' }]
      : error.errors.map(({ pointer, detail }) => ({ pointer: `${at}${pointer}`, detail }));
    throw new InvalidRequestError(`${SEND_MESSAGE} cannot be called like this.`, { errors, cause: error });
  }
}

/** The tools of the episode's scenario. */
export function toolsOf(live: LiveEpisode): readonly OpenEnvTool[] {
  return toOpenEnvTools(live.engine.scenario.public.tools);
}

/** What somebody is told who calls a tool that is not there. */
export function describeMissing(live: LiveEpisode, name: string): string {
  const there = toolsOf(live).map((tool) => tool.name);
  return `There is no tool ${JSON.stringify(name.slice(0, 100))}; there is ${there.join(", ")}.`;
}

async function playMove(
  { scene, live, turn }: OpenEnvStep,
  { content, toolCalls }: OpenEnvMove,
): Promise<OpenEnvResult<PlayedObservation>> {
  const messages = [{ role: "assistant", content, toolCalls }];
  const request = { messages, turn, rewardConfig: null };
  return toStepResult((await playTurn(scene.ports, scene.caller, live.record.episodeId, request)).answer);
}

function toStepResult(answer: TurnAnswer): OpenEnvResult<PlayedObservation> {
  return {
    observation: {
      content: answer.observation.content,
      tool_results: answer.toolResults.map(({ name, accepted, detail }) => ({ name, accepted, detail })),
      done_reason: answer.terminalReason,
      outcome: answer.outcome,
    },
    reward: answer.reward,
    done: answer.episodeComplete,
    metadata: {
      episode_id: answer.episodeId,
      turn: answer.turn,
      ...(answer.reward === null ? { unscored_reason: NO_VALUE } : {}),
    },
    cumulativeReward: answer.cumulativeReward,
    scores: answer.scores,
  };
}

function unplayed({ record, state, lastAnswer }: LiveEpisode, observation: object): OpenEnvResult {
  return {
    observation,
    reward: null,
    done: record.status === "complete",
    metadata: { episode_id: record.episodeId, turn: state.turn },
    cumulativeReward: lastAnswer?.cumulativeReward ?? null,
    scores: lastAnswer?.scores ?? null,
  };
}
