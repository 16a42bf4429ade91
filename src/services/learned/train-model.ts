import type { FoldMetrics } from "../../domain/learned/served-model.ts";
import { findLeftOut } from "./find-left-out.ts";
import { type LearnFromLogPorts, type LearnFromLogWatch, learnFromLog } from "./learn-from-log.ts";
import { toSnapshotRecord } from "./learned-models.ts";

/** A model that was learned anew and kept. */
export interface TrainedModel {
  readonly revision: number;
  readonly digest: string;
  readonly votes: number;
  readonly bytes: number;
  readonly metrics: FoldMetrics;
}

/**
 * Learns a tenant's model anew from the log and keeps it as the next snapshot, which a running server takes up at its next pass. Null where the log has no vote to learn from. Rejects where a server kept a snapshot, or somebody rolled back, meanwhile.
 * @param isEverything whether votes that a rollback left out are learned from too.
 */
export async function trainModel(
  ports: LearnFromLogPorts,
  tenantId: string,
  snapshotsKept: number,
  isEverything: boolean,
  watch: LearnFromLogWatch,
): Promise<TrainedModel | null> {
  const { evidence, clock, sha256Hex } = ports;
  const listed = await evidence.listSnapshots(tenantId, "learned");
  const leftOut = isEverything ? [] : await findLeftOut(evidence, sha256Hex, tenantId);
  const snapshot = await learnFromLog(ports, tenantId, leftOut, watch);
  const revision = (listed[0]?.revision ?? 0) + 1;
  const record = snapshot === null ? null : toSnapshotRecord(tenantId, revision, snapshot, clock.now());
  if (snapshot === null || record === null) {
    return null;
  }
  const follows = listed.find(({ isWithdrawn }) => !isWithdrawn)?.revision ?? 0;
  if (!(await evidence.keepSnapshot(record, snapshotsKept, follows))) {
    throw new Error(`Somebody else kept snapshot ${revision} or rolled back meanwhile: run it again.`);
  }
  const { digest, votes, payload, metrics } = snapshot;
  return { revision, digest, votes, bytes: payload.length, metrics };
}
