import type { Ledger } from "./ledger.ts";
import type { SimulatedAnnotator } from "./simulated-annotator.ts";
import type { SimulatedDisk } from "./simulated-disk.ts";
import type { SimulatedServer } from "./simulated-server.ts";

/** Holds the board against the store at a moment when no call of the store is under way. */
export function judgeBoard(
  ledger: Ledger,
  disk: SimulatedDisk,
  server: SimulatedServer,
  annotators: readonly SimulatedAnnotator[],
  now: number,
): void {
  const { board } = server.voting;
  const heldIds = new Set<string>();
  for (const { annotator, shown } of annotators) {
    const held = board.heldBy(annotator.annotatorId)?.lease;
    if (held === undefined) {
      continue;
    }
    heldIds.add(held.leaseId);
    if (held.expiresAt <= now) {
      ledger.report("a lease ends with its time", `${held.leaseId} ran until ${held.expiresAt} and is live at ${now}`);
    }
    const end = disk.questions.findLease(annotator.tenantId, held.leaseId)?.end;
    if ((end === "released" || end === "expired") && !server.process.failedMethods.has("endLease")) {
      ledger.report("a lease that has ended stays so", `${held.leaseId} is live, and kept as ${end}`);
    }
    const isAnswered = shown.some(({ served, vote }) => served.lease.leaseId === held.leaseId && vote !== null);
    if (isAnswered && ledger.leases.get(held.leaseId)?.process === server.process) {
      ledger.report("a lease ends with its vote", `${held.leaseId} is live after its vote was acknowledged`);
    }
  }
  const setAside = board.leaseCount - heldIds.size;
  const inDoubt = [...disk.questions.leases.values()].filter(
    ({ lease, end }) => end === null && lease.expiresAt > now && !heldIds.has(lease.leaseId),
  ).length;
  if (!server.process.failedMethods.has("findLease") && setAside > inDoubt) {
    ledger.report(
      "no place is set aside for nobody",
      `${setAside} places are set aside, and ${inDoubt} leases are kept that nobody holds`,
    );
  }
}
