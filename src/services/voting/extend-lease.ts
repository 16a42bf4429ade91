import { ConflictError, NotFoundError } from "../../domain/errors.ts";
import type { LeaseRecord } from "../../ports/question-store.ts";
import { type Annotator, isOwn } from "./annotator.ts";
import type { VotingPorts } from "./voting-ports.ts";

/**
 * Tells that the annotator still looks at the question: its lease runs from now on anew, up to a bound. Throws NotFoundError (somebody else's lease) and ConflictError
 * `lease_ended` (it is not live, if it ever was).
 */
export function extendLease(ports: VotingPorts, annotator: Annotator, leaseId: string): LeaseRecord {
  ports.pool.saw(annotator);
  const live = ports.board.findLease(leaseId);
  if (live !== null && !isOwn(annotator, live.lease)) {
    throw new NotFoundError(`No lease "${leaseId.slice(0, 100)}" of yours.`);
  }
  const lease = ports.board.extend(leaseId);
  if (lease === null) {
    throw new ConflictError("lease_ended", "The lease has ended. Lease another question.");
  }
  return lease;
}
