import type { EvidenceStore, SnapshotRecord } from "../../ports/evidence-store.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";

/** The newest snapshot of a tenant's model that is neither withdrawn nor damaged; null: there is none. */
export async function findWholeSnapshot(
  evidence: Pick<EvidenceStore, "findSnapshot">,
  sha256Hex: Sha256Hex,
  tenantId: string,
): Promise<SnapshotRecord | null> {
  let found = await evidence.findSnapshot(tenantId, "learned");
  while (found !== null && sha256Hex(found.payload) !== found.digest) {
    found = await evidence.findSnapshot(tenantId, "learned", found.revision);
  }
  return found;
}
