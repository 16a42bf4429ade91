import type { ServicePorts } from "./service-ports.ts";

/** Rows one operation touches, so that no other waits long behind it. */
const ROWS_PER_OPERATION_MAX = 500;
/** Operations that one sweep spends on one kind of row; what is left waits for the next sweep. */
const OPERATIONS_PER_KIND_MAX = 40;

/**
 * One sweep: idle episodes expire, expired ones are forgotten after their time, and so are kept replies, the rewards under normalization keys, sessions
 * and invites that expired, and comparisons. Returns how many rows changed.
 */
export async function sweepStorage(
  ports: Pick<ServicePorts, "episodes" | "replies" | "scoreHistory" | "annotators" | "comparisons" | "clock" | "limits">,
): Promise<number> {
  const now = ports.clock.now();
  const { episodeIdleMs, expiredKeptMs, repliesKeptMs, scoreHistoryKeptMs, comparisonsKeptMs } = ports.limits;
  const expired = await repeat((limit) => ports.episodes.expireEpisodes(now - episodeIdleMs, limit));
  const purged = await repeat((limit) => ports.episodes.purgeEpisodes(now - episodeIdleMs - expiredKeptMs, limit));
  const replies = await repeat((limit) => ports.replies.purgeReplies(now - repliesKeptMs, limit));
  const rewards = await repeat((limit) => ports.scoreHistory.purgeRewards(now - scoreHistoryKeptMs, limit));
  const sessions = await repeat((limit) => ports.annotators.purgeSessions(now, limit));
  const comparisons = await repeat((limit) => ports.comparisons.purgeComparisons(now - comparisonsKeptMs, limit));
  return expired + purged + replies + rewards + sessions + comparisons;
}

/** Repeats until there is nothing left to do: rows can come faster than one operation a sweep takes them away. */
async function repeat(operation: (limit: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (let count = 0; count < OPERATIONS_PER_KIND_MAX; count += 1) {
    const changed = await operation(ROWS_PER_OPERATION_MAX);
    total += changed;
    if (changed < ROWS_PER_OPERATION_MAX) {
      break;
    }
  }
  return total;
}
