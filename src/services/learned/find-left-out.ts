import { readLeftOut } from "../../domain/learned/decode-fold.ts";
import type { LeftOutStretch } from "../../domain/learned/vote-fold.ts";
import type { EvidenceStore } from "../../ports/evidence-store.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";
import { findWholeSnapshot } from "./find-whole-snapshot.ts";
import { leftOutSince } from "./left-out-since.ts";

/** What a tenant's model leaves out of the log: what its newest whole snapshot does, and what has been rolled back since. */
export async function findLeftOut(
  evidence: Pick<EvidenceStore, "findSnapshot" | "listSnapshots">,
  sha256Hex: Sha256Hex,
  tenantId: string,
): Promise<readonly LeftOutStretch[]> {
  const listed = await evidence.listSnapshots(tenantId, "learned");
  const whole = await findWholeSnapshot(evidence, sha256Hex, tenantId);
  return [...(whole === null ? [] : readLeftOut(whole.payload)), ...leftOutSince(whole?.revision ?? 0, listed)];
}
