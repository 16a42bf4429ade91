import type { ServicePorts } from "../service-ports.ts";

/** Rows one sweep touches in one operation. */
const SWEEP_ROWS_MAX = 500;

/** One sweep: idle episodes expire, expired ones are forgotten after their time, kept replies too. Returns how many rows changed. */
export async function reapEpisodes(ports: Pick<ServicePorts, "episodes" | "replies" | "clock" | "limits">): Promise<number> {
  const now = ports.clock.now();
  const { episodeIdleMs, expiredKeptMs, repliesKeptMs } = ports.limits;
  const expired = await ports.episodes.expireEpisodes(now - episodeIdleMs, SWEEP_ROWS_MAX);
  const purged = await ports.episodes.purgeEpisodes(now - episodeIdleMs - expiredKeptMs, SWEEP_ROWS_MAX);
  const replies = await ports.replies.purgeReplies(now - repliesKeptMs, SWEEP_ROWS_MAX);
  return expired + purged + replies;
}
