import { NotFoundError } from "../../domain/errors.ts";
import type { ReleaseReason } from "../../ports/question-store.ts";
import { type Annotator, isOwn } from "./annotator.ts";
import type { VotingPorts } from "./voting-ports.ts";

/** Hands a question back: the annotator does not see it again, unless they only take a break (`paused`). Done twice it is done once. Throws NotFoundError. */
export function releaseLease(
  ports: VotingPorts,
  annotator: Annotator,
  leaseId: string,
  reason: ReleaseReason,
  message: string | null,
): Promise<void> {
  ports.pool.saw(annotator);
  return ports.board.inTurn(annotator.annotatorId, async () => {
    const { tenantId } = annotator;
    const found = ports.board.findLease(leaseId) ?? (await ports.questions.findLease(tenantId, leaseId));
    if (found === null || !isOwn(annotator, found.lease)) {
      throw new NotFoundError(`No lease "${leaseId.slice(0, 100)}" of yours.`);
    }
    const isNew = await ports.questions.endLease(tenantId, leaseId, "released", ports.clock.now(), { reason, message });
    ports.board.endLease(leaseId, isNew && reason === "paused");
  });
}
