import type { EvidenceStore } from "../../ports/evidence-store.ts";

/**
 * Goes back to an older snapshot by withdrawing all newer ones, the newest first. What they learned from is left out from then on. A running server takes it up at its next pass.
 * @param revision 0: to nothing learned.
 * @returns the revisions withdrawn; null where there is no such snapshot, or it was itself withdrawn.
 */
export async function rollBackModel(
  evidence: Pick<EvidenceStore, "listSnapshots" | "withdrawSnapshot">,
  tenantId: string,
  revision: number,
): Promise<readonly number[] | null> {
  const usable = (await evidence.listSnapshots(tenantId, "learned")).filter(({ isWithdrawn }) => !isWithdrawn);
  if (revision !== 0 && !usable.some((snapshot) => snapshot.revision === revision)) {
    return null;
  }
  const newer = usable.map((snapshot) => snapshot.revision).filter((other) => other > revision);
  for (const other of newer) {
    await evidence.withdrawSnapshot(tenantId, "learned", other);
  }
  return newer;
}
