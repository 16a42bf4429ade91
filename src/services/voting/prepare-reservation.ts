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
 * @param answeredId the question that the annotator is answering: one that was set aside after a break may be that very one, and is given up.
 */
export async function prepareReservation(
  ports: VotingPorts,
  annotator: Annotator,
  answeredId: string | null = null,
): Promise<PreparedReservation | null> {
  const { tenantId } = annotator;
  for (let doubts = 0; doubts < DOUBTS_MAX; doubts += 1) {
    const reservation = ports.board.reserve(annotator, () => newLeaseId(ports));
    if (reservation === null) {
      return null;
    }
    const { question, lease, isInDoubt } = reservation;
    const kept = isInDoubt ? await ports.questions.findLease(tenantId, lease.leaseId) : null;
    const isAnswered = question.questionId === answeredId;
    if (!isAnswered && (kept === null || kept.end === null)) {
      return { question, lease, isStored: kept !== null };
    }
    if (isAnswered && kept?.end === null) {
      const reason = { reason: "paused", message: null } as const;
      await ports.questions.endLease(tenantId, lease.leaseId, "released", ports.clock.now(), reason);
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
