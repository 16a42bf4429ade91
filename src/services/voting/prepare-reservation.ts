import type { Annotator } from "./annotator.ts";
import { newLeaseId } from "./new-lease-id.ts";
import type { ServedQuestion } from "./served-question.ts";
import type { VotingPorts } from "./voting-ports.ts";

/** A question set aside for an annotator, and whether the store has its lease already. */
export interface PreparedReservation extends ServedQuestion {
  readonly isStored: boolean;
}

/** Reservations in doubt that are cleared up in one go: an annotator has one. */
const DOUBTS_MAX = 3;

/**
 * Sets the annotator's next question aside. Where that was done before and the store gave no clear answer, it is asked what became of it. Null where no question waits.
 * Call it in the annotator's turn.
 */
export async function prepareReservation(ports: VotingPorts, annotator: Annotator): Promise<PreparedReservation | null> {
  for (let doubts = 0; doubts < DOUBTS_MAX; doubts += 1) {
    const reservation = ports.board.reserve(annotator, () => newLeaseId(ports));
    if (reservation === null) {
      return null;
    }
    const { question, lease, isInDoubt } = reservation;
    const kept = isInDoubt ? await ports.questions.findLease(annotator.tenantId, lease.leaseId) : null;
    if (kept === null || kept.end === null) {
      return { question, lease, isStored: kept !== null };
    }
    ports.board.endLease(lease.leaseId);
  }
  return null;
}

/**
 * Takes a reservation back after the store failed to keep its lease. Where the store cannot even say whether it has it, the reservation stays until it is tried again
 * or runs out: the same question is never in two annotators' hands as one place.
 */
export async function takeBackReservation(ports: VotingPorts, { lease }: ServedQuestion): Promise<void> {
  const kept = await ports.questions.findLease(lease.tenantId, lease.leaseId).catch(() => undefined);
  if (kept === null) {
    ports.board.cancel(lease.leaseId);
  }
}
