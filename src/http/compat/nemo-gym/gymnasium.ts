import { z } from "@hono/zod-openapi";
import { ExpiredError, InvalidRequestError, NotFoundError } from "../../../domain/errors.ts";
import type { Tool } from "../../../domain/scenarios/tool.ts";
import { createEpisode } from "../../../services/episodes/create-episode.ts";
import { endEpisode } from "../../../services/episodes/end-episode.ts";
import { playStep } from "../../../services/episodes/play-step.ts";
import type { TurnAnswer } from "../../../services/episodes/turn-answer.ts";
import { createBodyReader } from "../../scoring/create-body-reader.ts";
import { EpisodeId, GroupId } from "../../wire/names.ts";
import { unscoredError } from "../score-samples.ts";
import { writeFloatJson } from "../write-float-json.ts";
import { type AnswerNemo, type NemoCall, type NemoDoor, readNemoBody, refuseLongMove } from "./nemo-call.ts";
import { type NemoGymKnobs, readNemoGymKnobs } from "./nemo-gym-knobs.ts";
import { ModelResponseSchema, RowNames, targetOf } from "./nemo-row.ts";
import { writeSession } from "./nemo-session.ts";
import { type ResponsesMove, toMove } from "./responses-items.ts";
import { joinJsonMembers } from "./split-json-members.ts";
import { writeToolOutput } from "./tool-output.ts";

const EpisodeName = EpisodeId.nullish().openapi({
  description: "The episode, for clients that keep no cookies: `info.episode_id` of the answer to `reset`.",
});
const info = z.record(z.string(), z.unknown());

/** The contracts of `/reset`, `/step` and `/close`, and of their answers. */
export const ResetSchema = z
  .looseObject({
    ...RowNames,
    seed: z.number().int().min(0).nullish().openapi({ description: "Equal seeds and equal moves give equal episodes." }),
    group_id: GroupId,
    _ng_group_id: GroupId,
  })
  .openapi("NemoGymReset", { example: { scenario_slug: "lower-back-pain", seed: 7 } });
export const ResetAnswerSchema = z
  .object({ observation: z.string().openapi({ description: "The persona's first words: a user message." }), info })
  .openapi("NemoGymResetAnswer");
export const StepSchema = z
  .looseObject({
    response: ModelResponseSchema,
    folkmoot_episode_id: EpisodeName,
    _ng_step_request_id: z
      .string()
      .regex(/^[\w.-]{1,100}$/)
      .nullish()
      .openapi({ description: "Names the move: the same name again gets the same answer." }),
  })
  .openapi("NemoGymStep", {
    example: {
      response: {
        output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text: "Where does it hurt?" }] }],
      },
      _ng_step_request_id: "0f2c",
    },
  });
export const StepAnswerSchema = z
  .object({
    observation: z.string(),
    reward: z.number().openapi({
      description:
        "What the move added to the episode's reward, so that the steps sum to it; by `reward_mode` all of it at the end (`terminal`) or the reward so far (`absolute`).",
    }),
    terminated: z.boolean(),
    truncated: z.boolean(),
    info,
  })
  .openapi("NemoGymStepAnswer");
export const CloseSchema = z.looseObject({ folkmoot_episode_id: EpisodeName }).openapi("NemoGymClose");
export const CloseAnswerSchema = z.object({ closed: z.boolean() }).openapi("NemoGymCloseAnswer");

/** Answers `/reset`: begins an episode, which the session's cookie names from then on. */
export function createResetAnswerer({ ports, limits }: NemoDoor): AnswerNemo {
  const read = createBodyReader(ResetSchema);
  return async (call) => {
    readNemoGymKnobs(call.query);
    const row = read(readNemoBody(call, limits).value);
    const { address } = targetOf(row, call, "");
    const created = await createEpisode(ports, call.caller, {
      ...address,
      scoreTurns: true,
      seed: row.seed ?? null,
      groupId: row.group_id ?? row._ng_group_id ?? null,
      observationRole: "user",
      rewardMode: "delta",
      maxTurns: null,
    });
    const { episodeId, seed, policyBrief, tools } = created;
    const text = JSON.stringify({
      observation: created.observation.content,
      info: {
        episode_id: episodeId,
        seed,
        policy_brief: policyBrief,
        tools: tools.map(toFunctionTool),
        supports_explicit_close: true,
        supports_step_idempotency: true,
      },
    });
    return { text, headers: { "Set-Cookie": writeSession({ kind: "episode", episodeId, address }) } };
  };
}

/** Answers `/step`: plays the move that the response is. */
export function createStepAnswerer({ ports, limits }: NemoDoor): AnswerNemo {
  const read = createBodyReader(StepSchema);
  return async (call) => {
    const knobs = readNemoGymKnobs(call.query);
    const body = read(readNemoBody(call, limits).value);
    const move = toMove(body.response.output, knobs);
    refuseLongMove(move.content, ports.limits);
    const episodeId = episodeOf(call, body.folkmoot_episode_id);
    if (episodeId === null) {
      const detail = "names no episode; call reset first, and send its cookie or folkmoot_episode_id with every step";
      throw new InvalidRequestError("There is no episode to step in.", { errors: [{ pointer: "", detail }] });
    }
    const message = { role: move.role, content: move.content, toolCalls: move.toolCalls };
    const answer = await playStep(ports, call.caller, episodeId, message, body._ng_step_request_id ?? null);
    return { text: writeStep(answer, move, knobs), headers: {} };
  };
}

/** Answers `/close`: ends the session's episode. What is over, expired or was never begun is closed already. */
export function createCloseAnswerer({ ports, limits }: NemoDoor): AnswerNemo {
  const read = createBodyReader(CloseSchema);
  return async (call) => {
    readNemoGymKnobs(call.query);
    const episodeId = episodeOf(call, read(readNemoBody(call, limits).value).folkmoot_episode_id);
    try {
      if (episodeId !== null) {
        await endEpisode(ports, call.caller, episodeId);
      }
    } catch (error) {
      if (!(error instanceof NotFoundError || error instanceof ExpiredError)) {
        throw error;
      }
    }
    return { text: JSON.stringify({ closed: true }), headers: {} };
  };
}

function episodeOf({ session }: NemoCall, named: string | null | undefined): string | null {
  return named ?? (session?.kind === "episode" ? session.episodeId : null);
}

function writeStep(answer: TurnAnswer, { callIds }: ResponsesMove, { rewardMode, onError }: NemoGymKnobs): string {
  const { episodeComplete, terminalReason } = answer;
  const outputs = answer.toolResults.flatMap(({ accepted, detail }, index) => {
    const callId = callIds[index] ?? null;
    return callId === null ? [] : [{ call_id: callId, output: writeToolOutput(accepted, detail) }];
  });
  const told = {
    episode_id: answer.episodeId,
    turn: answer.turn,
    scored: answer.rewardDelta !== null,
    tool_outputs: outputs,
    ...(terminalReason === null ? {} : { terminal_reason: terminalReason }),
    ...(answer.outcome === null ? {} : { outcome: answer.outcome }),
  };
  const members: readonly (readonly [name: string, text: string])[] = [
    ["observation", JSON.stringify(answer.observation.content)],
    ["reward", writeFloatJson(rewardOf(answer, rewardMode ?? "delta", onError))],
    ["terminated", String(episodeComplete && terminalReason === "completed")],
    ["truncated", String(episodeComplete && terminalReason !== "completed")],
    ["info", JSON.stringify(told)],
  ];
  return joinJsonMembers(members);
}

/**
 * What the trainer adds to its sum. A turn without a value changes nothing, so the steps still sum to the episode's reward; an episode that never had one has no reward: the filler, or an error.
 * Throws UnavailableError.
 */
function rewardOf(
  { rewardDelta, cumulativeReward, episodeComplete }: TurnAnswer,
  mode: NonNullable<NemoGymKnobs["rewardMode"]>,
  onError: NemoGymKnobs["onError"],
): number {
  if (episodeComplete && cumulativeReward === null) {
    if (typeof onError === "number") {
      return onError;
    }
    const detail = "nothing that the scenario scores applied in the whole episode";
    throw unscoredError({ failureClass: "not_applicable", detail, retryable: false });
  }
  switch (mode) {
    case "delta":
      return rewardDelta ?? 0;
    case "terminal":
      return episodeComplete ? (cumulativeReward ?? 0) : 0;
    case "absolute":
      return cumulativeReward ?? 0;
  }
}

/** As the Responses API describes a function to a model. */
function toFunctionTool(tool: Tool) {
  const parameters =
    tool.type === "decision"
      ? { type: "object", properties: { value: { type: "string", enum: tool.options } }, required: ["value"] }
      : tool.jsonSchema;
  return { type: "function", name: tool.id, description: tool.description, parameters, strict: false };
}
