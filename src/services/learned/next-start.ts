import type { SnapshotRecord } from "../../ports/evidence-store.ts";
import type { LearningStart } from "../../ports/learning-thread.ts";

/**
 * What learning goes on from. Votes that were learned from only after the snapshot and by ones that have been withdrawn are left out: learning from them again would bring back, bit by bit, what was rolled back.
 * @param newest the newest snapshot that is not withdrawn; null: there is none.
 * @param listed all of them, newest first.
 */
export function nextStart(newest: SnapshotRecord | null, listed: readonly Omit<SnapshotRecord, "payload">[]): LearningStart {
  const [withdrawn] = listed.filter(({ isWithdrawn, revision }) => isWithdrawn && revision > (newest?.revision ?? 0));
  return {
    kept: newest,
    leftOut: withdrawn === undefined ? [] : [{ after: newest?.learnedUpTo ?? null, upTo: withdrawn.learnedUpTo }],
  };
}
