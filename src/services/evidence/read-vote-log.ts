import type { EvidenceStore, LoggedVote, LogPosition } from "../../ports/evidence-store.ts";

/** Votes of one page: their texts go over the store's thread together. */
const PAGE_VOTES = 100;
/** Pages of one pass; what is left waits for the next. */
const PAGES_MAX = 1000;

/** Somebody who takes votes in the log's order. */
export interface LogFollower {
  /** The place after which the follower wants votes; null: from the beginning. */
  readonly position: LogPosition | null;
  readonly take: (votes: readonly LoggedVote[]) => Promise<void>;
}

/** Hands every follower the votes after its place that were recorded before an instant, each page read once for all of them. Rejects with what the store or a follower throws. */
export async function readVoteLog(
  evidence: Pick<EvidenceStore, "readVoteLog">,
  tenantId: string,
  followers: readonly LogFollower[],
  recordedBefore: number,
): Promise<void> {
  let from = earliest(followers.map(({ position }) => position));
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await evidence.readVoteLog(tenantId, from, recordedBefore, PAGE_VOTES);
    for (const { position: place, take } of followers) {
      const next = place === null ? page : page.filter(({ position }) => comparePositions(position, place) > 0);
      if (next.length > 0) {
        await take(next);
      }
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_VOTES) {
      return;
    }
    from = last.position;
  }
}

/** Null, the beginning, where any of them is. */
function earliest(positions: readonly (LogPosition | null)[]): LogPosition | null {
  const places = positions.filter((position) => position !== null);
  return places.length < positions.length ? null : (places.sort(comparePositions)[0] ?? null);
}

/** The log's order. */
function comparePositions(one: LogPosition, other: LogPosition): number {
  return one.recordedAt - other.recordedAt || (one.voteId < other.voteId ? -1 : Number(one.voteId > other.voteId));
}
