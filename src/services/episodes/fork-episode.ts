import { InvalidRequestError } from "../../domain/errors.ts";
import type { EpisodeRecord, TurnRecord } from "../../ports/episode-store.ts";
import type { Caller } from "../caller.ts";
import { newIdentifier } from "../new-identifier.ts";
import type { ServicePorts } from "../service-ports.ts";
import { findLiveEpisode } from "./find-live-episode.ts";
import { type EpisodeView, toEpisodeView } from "./read-episode.ts";
import { readTurnAnswer } from "./read-turn-answer.ts";

export interface ForkEpisodeRequest {
  /** The turn after which the branches begin; 0 = before the first move. */
  readonly atTurn: number;
  readonly count: number;
}

/**
 * `count` new open episodes with the parent's past up to `atTurn`, same seed, same scenario version. The parent stays as it is.
 * Throws InvalidRequestError where there is no such turn, the episode ended there, or too many are asked for; else as readEpisode does.
 */
export async function forkEpisode(
  ports: ServicePorts,
  caller: Caller,
  episodeId: string,
  request: ForkEpisodeRequest,
): Promise<readonly EpisodeView[]> {
  const parent = await findLiveEpisode(ports, caller.tenantId, episodeId);
  const found = await ports.episodes.findEpisode(caller.tenantId, episodeId);
  const turns = found?.turns.slice(0, request.atTurn) ?? [];
  refuseImpossible(ports, request, parent.state.turn, parent.state.ending !== null);
  const now = ports.clock.now();
  const forks = Array.from({ length: request.count }, () => ({
    ...parent.record,
    episodeId: newIdentifier(ports.random, "ep"),
    parentEpisodeId: parent.record.episodeId,
    createdAt: now,
    lastActivityAt: now,
    status: "open" as const,
    terminalReason: null,
    outcome: null,
  }));
  await Promise.all(forks.map((fork) => ports.episodes.insertEpisode(fork, copyTurns(turns, fork))));
  return await Promise.all(
    forks.map(async (fork) => toEpisodeView(ports, await findLiveEpisode(ports, caller.tenantId, fork.episodeId))),
  );
}

function refuseImpossible(ports: ServicePorts, request: ForkEpisodeRequest, turnsPlayed: number, isOver: boolean): void {
  const latest = isOver ? turnsPlayed - 1 : turnsPlayed;
  if (request.atTurn > latest) {
    const detail = `is ${request.atTurn}; this episode can be forked at turns 0 to ${latest}`;
    throw new InvalidRequestError(`at_turn ${detail}.`, { errors: [{ pointer: "/at_turn", detail }] });
  }
  if (request.count > ports.limits.forksMax) {
    const detail = `is ${request.count}; at most ${ports.limits.forksMax} forks are made at once`;
    throw new InvalidRequestError(`n ${detail}.`, { errors: [{ pointer: "/n", detail }] });
  }
}

function copyTurns(turns: readonly TurnRecord[], fork: EpisodeRecord): readonly TurnRecord[] {
  return turns.map((turn) => ({
    ...turn,
    episodeId: fork.episodeId,
    answer: JSON.stringify({ ...readTurnAnswer(turn), episodeId: fork.episodeId }),
  }));
}
