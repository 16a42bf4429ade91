import type { Call, CallOptions, RequestOf } from "./call-server.ts";
import type { CreatedEpisode, Message, ToolCall, TurnAnswer } from "./openapi-types.ts";

/** What an episode is begun with; `observation_role` is `user` unless given, so that the messages suit a chat model as they are. */
export type EpisodeStart = RequestOf<"post", "/api/v1/episodes">["body"];

/** What a policy sees before its move. */
export interface PolicyView {
  readonly episode: CreatedEpisode;
  /** 1 before the first move. */
  readonly turn: number;
  /** The brief as `system`, then persona (`user`) and policy (`assistant`) in turns. */
  readonly messages: readonly Message[];
  /** What the last move was answered; null before the first. */
  readonly last: TurnAnswer | null;
}

/** One move: a text, a text with tool calls, or null to end the episode here. */
export type PolicyMove = string | { readonly content: string; readonly tool_calls?: readonly ToolCall[] } | null;

/** A policy, asked once a turn. */
export type Policy = (view: PolicyView) => PolicyMove | Promise<PolicyMove>;

/** An episode that was played. */
export interface PlayedEpisode {
  readonly episode: CreatedEpisode;
  /** As the policy saw them, its last move and the last observation included. */
  readonly messages: readonly Message[];
  readonly turns: readonly TurnAnswer[];
  /** Of the whole conversation; null where no value could be produced, or nothing was played. */
  readonly reward: number | null;
}

/** No scenario lasts that long. */
const TURNS_MAX = 400;

/**
 * Plays a whole episode: begins it, asks the policy for its moves until the episode is complete, or ends it where the policy gives null.
 * What the policy throws is thrown; the episode stays open then, and expires.
 */
export async function playEpisode(
  calls: { readonly post: Call<"post">; readonly delete: Call<"delete"> },
  start: EpisodeStart,
  policy: Policy,
  options: Pick<CallOptions, "signal"> = {},
): Promise<PlayedEpisode> {
  const body = { observation_role: "user" as const, ...start };
  const episode = await calls.post("/api/v1/episodes", { body, ...options });
  const params = { path: { episode_id: episode.episode_id } };
  const messages: Message[] = [{ role: "system", content: episode.policy_brief }, episode.observation];
  const turns: TurnAnswer[] = [];
  while (turns.length < TURNS_MAX && turns.at(-1)?.episode_complete !== true) {
    const turn = turns.length + 1;
    const move = await policy({ episode, turn, messages, last: turns.at(-1) ?? null });
    if (move === null) {
      await calls.delete("/api/v1/episodes/{episode_id}", { params, ...options });
      break;
    }
    const message = toMessage(move);
    // The turn's number makes a repeated move safe, after a restart of this program too.
    const answer = await calls.post("/api/v1/episodes/{episode_id}/turns", {
      params,
      body: { messages: [message], turn },
      ...options,
    });
    turns.push(answer);
    messages.push(message, answer.observation);
  }
  return { episode, messages, turns, reward: turns.at(-1)?.cumulative_reward ?? null };
}

function toMessage(move: Exclude<PolicyMove, null>): Message {
  if (typeof move === "string") {
    return { role: "assistant", content: move };
  }
  const calls = move.tool_calls === undefined ? {} : { tool_calls: [...move.tool_calls] };
  return { role: "assistant", content: move.content, ...calls };
}
