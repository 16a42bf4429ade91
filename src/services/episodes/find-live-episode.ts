import type { ServicePorts } from "../service-ports.ts";
import type { LiveEpisode } from "./live-episodes.ts";
import { loadEpisode } from "./load-episode.ts";

/**
 * The episode as it stands, for whoever only reads it; after the moves that are under way, since a look-up that overtook one would put an old state into memory.
 * Throws as loadEpisode does.
 */
export function findLiveEpisode(ports: ServicePorts, tenantId: string, episodeId: string): Promise<LiveEpisode> {
  return ports.live.withLock(episodeId, () => loadEpisode(ports, tenantId, episodeId));
}
