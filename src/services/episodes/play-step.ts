import { assertInvariant } from "../../domain/assert.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { Caller } from "../caller.ts";
import type { ServicePorts } from "../service-ports.ts";
import { playTurn } from "./play-turn.ts";
import { readEpisode } from "./read-episode.ts";
import type { TurnAnswer } from "./turn-answer.ts";

/**
 * Plays a move that its client has given a name: the same name again gets the same answer, whatever the move says and whenever it comes, as long as no other was played since. The name is kept with the turn, in one commit, so
 * it survives a restart. A policy that says the same thing twice has played two turns. Throws as playTurn does.
 * @param stepName unique to the move within its episode; null: none, and a move that equals the last one counts as its retry.
 */
export async function playStep(
  ports: ServicePorts,
  caller: Caller,
  episodeId: string,
  move: TranscriptMessage,
  stepName: string | null,
): Promise<TurnAnswer> {
  const request = { messages: [move], turn: null, rewardConfig: null };
  if (stepName === null) {
    return (await playTurn(ports, caller, episodeId, request)).answer;
  }
  const namedId = `step_${stepName}`;
  const { lastAnswer, turn } = await readEpisode(ports, caller, episodeId);
  if (lastAnswer?.requestId === namedId) {
    return lastAnswer;
  }
  // Two that come at the same time mean the same turn: the second is told of it as a retry.
  const { answer } = await playTurn(ports, { ...caller, requestId: namedId }, episodeId, { ...request, turn: turn + 1 });
  assertInvariant(answer.turn === turn + 1, "the turn that was meant is the one that was played");
  return answer;
}
