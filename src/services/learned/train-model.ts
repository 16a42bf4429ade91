import { readLeftOut } from "../../domain/learned/decode-fold.ts";
import type { FoldMetrics } from "../../domain/learned/served-model.ts";
import type { LeftOutStretch } from "../../domain/learned/vote-fold.ts";
import type { EvidenceStore } from "../../ports/evidence-store.ts";
import { type LearnFromLogPorts, type LearnFromLogWatch, learnFromLog } from "./learn-from-log.ts";
import { toSnapshotRecord } from "./learned-models.ts";
import { nextStart } from "./next-start.ts";

/** A model that was learned anew and kept. */
export interface TrainedModel {
  readonly revision: number;
  readonly digest: string;
  readonly votes: number;
  readonly bytes: number;
  readonly metrics: FoldMetrics;
}

/**
 * Learns a tenant's model anew from the log and keeps it as the next snapshot, which a running server takes up at its next pass. Null where the log has no vote to learn from. Rejects where a server kept a snapshot meanwhile.
 * @param isEverything whether votes that a rollback left out are learned from too.
 */
export async function trainModel(
  ports: LearnFromLogPorts,
  tenantId: string,
  snapshotsKept: number,
  isEverything: boolean,
  watch: LearnFromLogWatch,
): Promise<TrainedModel | null> {
  const { evidence, clock } = ports;
  const [newest] = await evidence.listSnapshots(tenantId, "learned");
  const leftOut = isEverything ? [] : await findLeftOut(evidence, tenantId);
  const snapshot = await learnFromLog(ports, tenantId, leftOut, watch);
  const revision = (newest?.revision ?? 0) + 1;
  const record = snapshot === null ? null : toSnapshotRecord(tenantId, revision, snapshot, clock.now());
  if (snapshot === null || record === null) {
    return null;
  }
  if (!(await evidence.keepSnapshot(record, snapshotsKept))) {
    throw new Error(`Somebody else kept snapshot ${revision} meanwhile: run it again.`);
  }
  const { digest, votes, payload, metrics } = snapshot;
  return { revision, digest, votes, bytes: payload.length, metrics };
}

/** What the model in use leaves out of the log. */
async function findLeftOut(evidence: EvidenceStore, tenantId: string): Promise<readonly LeftOutStretch[]> {
  const newest = await evidence.findSnapshot(tenantId, "learned");
  const start = nextStart(newest, await evidence.listSnapshots(tenantId, "learned"));
  return [...(newest === null ? [] : readLeftOut(newest.payload)), ...start.leftOut];
}
