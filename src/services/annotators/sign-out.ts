import { releaseLease } from "../voting/release-lease.ts";
import type { VotingPorts } from "../voting/voting-ports.ts";
import type { AnnotatorPorts } from "./annotator-ports.ts";
import type { SignedIn } from "./session-look-ups.ts";

/** Ends a session: its token works no more, nobody waits for its annotator, and the question that they hold goes to whoever asks next. Done twice it is done once. */
export async function signOut(
  ports: Pick<AnnotatorPorts, "annotators" | "sessionLookUps"> & VotingPorts,
  { session, annotator }: SignedIn,
): Promise<void> {
  const held = ports.board.heldBy(annotator.annotatorId);
  if (held !== null) {
    // As for a break: the annotator may have another session.
    await releaseLease(ports, annotator, held.lease.leaseId, "paused", null);
  }
  await ports.annotators.endSession(session.tokenDigest);
  ports.sessionLookUps.forget(session.tokenDigest);
  ports.pool.left(annotator.annotatorId);
}
