import type { Caller } from "../caller.ts";
import type { ServicePorts } from "../service-ports.ts";
import { findKeptEpisode } from "./find-kept-episode.ts";
import { type EpisodeView, toEpisodeView } from "./read-episode.ts";

const CLIENT_ENDING = { terminalReason: "client_terminated", outcome: "client" } as const;

/** Ends an open episode at the client's wish; ending one that is over changes nothing. Throws as readEpisode does. */
export async function endEpisode(ports: ServicePorts, caller: Caller, episodeId: string): Promise<EpisodeView> {
  return await ports.live.withLock(episodeId, async () => {
    const kept = await findKeptEpisode(ports, caller.tenantId, episodeId);
    if (kept.record.status !== "open") {
      return toEpisodeView(ports, kept);
    }
    const now = ports.clock.now();
    await ports.episodes.endEpisode(caller.tenantId, episodeId, CLIENT_ENDING, now);
    ports.live.forget(caller.tenantId, episodeId);
    return toEpisodeView(ports, await findKeptEpisode(ports, caller.tenantId, episodeId));
  });
}
