import { ExpiredError, NotFoundError } from "../../domain/errors.ts";
import type { EpisodeRecord, TurnRecord } from "../../ports/episode-store.ts";
import type { ServicePorts } from "../service-ports.ts";

/** The episode and its turns as the store has them. Throws NotFoundError and ExpiredError. */
export async function findEpisodeRows(
  ports: Pick<ServicePorts, "episodes" | "clock" | "limits">,
  tenantId: string,
  episodeId: string,
): Promise<{ readonly episode: EpisodeRecord; readonly turns: readonly TurnRecord[] }> {
  const found = await ports.episodes.findEpisode(tenantId, episodeId);
  if (!found) {
    throw new NotFoundError(
      `No episode "${episodeId.slice(0, 100)}". Episodes are made by POST /api/v1/episodes and kept for a while after they expire.`,
    );
  }
  refuseExpired(ports, found.episode);
  return found;
}

/** Throws ExpiredError where nothing was played for too long, whether or not the row says so yet. */
export function refuseExpired(ports: Pick<ServicePorts, "clock" | "limits">, episode: EpisodeRecord): void {
  const idleMs = ports.clock.now() - episode.lastActivityAt;
  if (episode.status === "expired" || idleMs > ports.limits.episodeIdleMs) {
    throw new ExpiredError(
      `The episode expired after ${Math.round(ports.limits.episodeIdleMs / 60_000)} minutes without a turn. Start a new one.`,
    );
  }
}
