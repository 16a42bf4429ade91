import { ConflictError } from "../../../domain/errors.ts";
import type { ToolCall } from "../../../domain/scenarios/tool-call.ts";
import { checkToolCall } from "../../../domain/tools/check-tool-call.ts";
import { playTurn } from "../../../services/episodes/play-turn.ts";
import type { ServicePorts } from "../../../services/service-ports.ts";
import { withoutNulls } from "../../wire/without-nulls.ts";
import { ORS_LIMITS } from "./ors-limits.ts";
import type { OrsSession } from "./ors-sessions.ts";
import { SEND_MESSAGE, toOrsTools } from "./to-ors-tools.ts";
import { type OrsFailureReason, writeOrsFailure, writeOrsOutput } from "./write-ors-output.ts";

/** What a policy does with a call, or why that is its own mistake. */
type Move =
  | { readonly content: string; readonly toolCalls: readonly ToolCall[] }
  | { readonly fault: string; readonly reason: OrsFailureReason };

/**
 * Plays a tool call as one turn of the session's episode and writes its result. A call that the model got wrong is answered with the reason, and costs no turn.
 * Rejects as playTurn does.
 * @param requestId of the request that brought the call.
 */
export async function callOrsTool(ports: ServicePorts, session: OrsSession, call: ToolCall, requestId: string): Promise<string> {
  if (session.isFinished) {
    return writeFinished();
  }
  const move = toMove(ports, session, call);
  if ("fault" in move) {
    return writeOrsFailure(move.fault, move.reason);
  }
  const caller = { ...session.caller, requestId };
  const turn = session.turn + 1;
  const message = { role: "assistant", ...move };
  const played = playTurn(ports, caller, session.episode.episodeId, { messages: [message], turn, rewardConfig: null });
  const { answer } = await played.catch(passEnding);
  if (answer === null) {
    session.isFinished = true;
    return writeFinished();
  }
  session.turn = answer.turn;
  session.isFinished = answer.episodeComplete;
  return writeOrsOutput({
    text: answer.observation.content,
    reward: answer.reward,
    finished: answer.episodeComplete,
    metadata: {
      scores: answer.scores,
      cumulativeReward: answer.cumulativeReward,
      turn: answer.turn,
      episodeId: answer.episodeId,
      terminalReason: answer.terminalReason,
      outcome: answer.outcome,
    },
  });
}

/** An episode may be ended by its id while a session plays it. */
function passEnding(fault: unknown): { readonly answer: null } {
  if (fault instanceof ConflictError && fault.code === "episode_complete") {
    return { answer: null };
  }
  throw fault;
}

function writeFinished(): string {
  return writeOrsFailure("The episode is over: no tool can be called any more.", "episode_finished");
}

function toMove({ limits }: Pick<ServicePorts, "limits">, { scenario, episode }: OrsSession, call: ToolCall): Move {
  const input = withoutNulls(call.input);
  if (call.name === SEND_MESSAGE) {
    return toMessage(input, limits.messageCharactersMax);
  }
  if (!episode.tools.some(({ id }) => id === call.name)) {
    const name = JSON.stringify(call.name.slice(0, ORS_LIMITS.toolNameCharactersMax));
    const names = toOrsTools(scenario.public.tools).map((tool) => tool.name);
    return { fault: `${name} is not a valid tool. There is ${names.join(", ")}.`, reason: "not_found" };
  }
  const check = checkToolCall({ name: call.name, input }, episode.tools);
  return check.accepted
    ? { content: "", toolCalls: [{ name: call.name, input }] }
    : { fault: `Tool input validation error: ${check.detail}.`, reason: "input_validation" };
}

function toMessage(input: Readonly<Record<string, unknown>>, charactersMax: number): Move {
  const { content } = input;
  if (typeof content === "string" && content.length <= charactersMax) {
    return { content, toolCalls: [] };
  }
  const received = typeof content === "string" ? `it has ${content.length}` : "it is missing or no text";
  return {
    fault: `Tool input validation error: input.content must be a text of at most ${charactersMax} characters; ${received}.`,
    reason: "input_validation",
  };
}
