import { toPlayedMove } from "../../domain/transcripts/place-messages.ts";
import type { ServicePorts } from "../service-ports.ts";
import { findEpisodeRows, refuseExpired } from "./find-episode-rows.ts";
import type { LiveEpisode } from "./live-episodes.ts";
import { loadEpisode } from "./load-episode.ts";
import { readTurnAnswer } from "./read-turn-answer.ts";

/** What was said in an episode and what its last turn was answered: all that reading it takes. */
export type KeptEpisode = Pick<LiveEpisode, "record" | "transcript" | "stateHash" | "lastAnswer">;

/**
 * The episode from memory or from its rows, which are not refolded: what was said and scored can be read under another engine, too. Only for whoever holds
 * the episode's lock. Throws NotFoundError, ExpiredError and, of an episode whose opening was not kept, as loadEpisode does.
 */
export async function findKeptEpisode(ports: ServicePorts, tenantId: string, episodeId: string): Promise<KeptEpisode> {
  const live = ports.live.find(tenantId, episodeId);
  if (live) {
    refuseExpired(ports, live.record);
    return live;
  }
  const { episode, turns } = await findEpisodeRows(ports, tenantId, episodeId);
  if (episode.opening === null) {
    return await loadEpisode(ports, tenantId, episodeId);
  }
  const last = turns.at(-1);
  return {
    record: episode,
    transcript: {
      observations: [episode.opening.line, ...turns.map(({ observation }) => observation)],
      moves: turns.map(toPlayedMove),
    },
    stateHash: last?.stateHash ?? episode.opening.stateHash,
    lastAnswer: last ? readTurnAnswer(last) : null,
  };
}
