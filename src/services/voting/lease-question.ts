import type { Annotator } from "./annotator.ts";
import { isUp } from "./is-up.ts";
import { prepareReservation, takeBackReservation } from "./prepare-reservation.ts";
import type { ServedQuestion } from "./served-question.ts";
import type { VotingPorts } from "./voting-ports.ts";

/**
 * Hands the annotator a question: the one they hold while it is up, else the one whose answer is worth most. Where none is waiting it waits for one up to `waitMs`. Null where none came.
 * @param gone aborts when the annotator no longer waits; the call then resolves with null and leases nothing.
 */
export async function leaseQuestion(
  ports: VotingPorts,
  annotator: Annotator,
  waitMs: number,
  gone: AbortSignal | null,
): Promise<ServedQuestion | null> {
  ports.pool.saw(annotator);
  const until = ports.clock.now() + waitMs;
  for (;;) {
    // Listening begins before looking: a question that comes up in between is not missed.
    const work = waitMs > 0 ? awaitWork(ports, annotator, until, gone) : null;
    try {
      const served = await ports.board.inTurn(annotator.annotatorId, () => takeQuestion(ports, annotator, gone));
      if (served !== null || work === null || gone?.aborted === true || ports.clock.now() >= until) {
        return served;
      }
      await work.isOver;
    } finally {
      work?.end();
    }
  }
}

async function takeQuestion(ports: VotingPorts, annotator: Annotator, gone: AbortSignal | null): Promise<ServedQuestion | null> {
  const held = ports.board.heldBy(annotator.annotatorId);
  if (gone?.aborted === true || (held !== null && isUp(ports, held))) {
    return held;
  }
  if (held !== null) {
    await handBack(ports, held);
  }
  const reservation = await prepareReservation(ports, annotator);
  if (reservation === null) {
    return null;
  }
  if (!reservation.isStored) {
    try {
      await ports.questions.insertLease(reservation.lease);
    } catch (error) {
      await takeBackReservation(ports, reservation);
      throw error;
    }
  }
  return ports.board.confirm(reservation.lease.leaseId);
}

/** Ends a lease on a question that came down: no answer is waited for any more, and one that was begun is taken all the same. */
async function handBack(
  { questions, board, clock }: VotingPorts,
  { lease: { tenantId, leaseId } }: ServedQuestion,
): Promise<void> {
  await questions.endLease(tenantId, leaseId, "released", clock.now(), null);
  board.endLease(leaseId);
}

/** Resolves when there may be a question, when the time is over, or when nobody waits any more. */
function awaitWork(ports: VotingPorts, annotator: Annotator, until: number, gone: AbortSignal | null) {
  let stop: () => void = () => undefined;
  const isOver = new Promise<void>((resolve) => {
    const leave = ports.board.onWork(annotator, resolve);
    const deadline = ports.deadlines.add(until, resolve);
    const hangUp = () => resolve();
    gone?.addEventListener("abort", hangUp);
    stop = () => {
      leave();
      deadline.takeBack();
      gone?.removeEventListener("abort", hangUp);
    };
  });
  return { isOver, end: () => stop() };
}
