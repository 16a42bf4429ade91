import type { LeftOutStretch } from "../../domain/learned/vote-fold.ts";
import type { SnapshotRecord } from "../../ports/evidence-store.ts";

/**
 * What snapshots that were withdrawn after a snapshot say is left out of the log: for each time that was gone back, from where the snapshot gone back to ends to where the newest withdrawn one does. Learning from these votes
 * again would bring back, bit by bit, what was rolled back.
 * @param revision what is learned on from, whose own bytes say what had been left out before it; 0: nothing is.
 * @param listed all snapshots, newest first.
 */
export function leftOutSince(
  revision: number,
  listed: readonly Pick<SnapshotRecord, "revision" | "isWithdrawn" | "learnedUpTo">[],
): readonly LeftOutStretch[] {
  return listed.flatMap((snapshot, place): readonly LeftOutStretch[] => {
    const isNewestWithdrawn = snapshot.isWithdrawn && listed[place - 1]?.isWithdrawn !== true;
    if (!isNewestWithdrawn || snapshot.revision <= revision) {
      return [];
    }
    const goal = listed.slice(place).find(({ isWithdrawn }) => !isWithdrawn);
    return [{ after: goal?.learnedUpTo ?? null, upTo: snapshot.learnedUpTo }];
  });
}
