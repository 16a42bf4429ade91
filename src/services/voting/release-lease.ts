import type { ReleaseReason } from "../../ports/question-store.ts";
import type { Annotator } from "./annotator.ts";
import type { VotingPorts } from "./voting-ports.ts";

/** Hands a question back: the annotator does not see it again. Done twice it is done once. Throws NotFoundError. */
export function releaseLease(
  _ports: VotingPorts,
  _annotator: Annotator,
  _leaseId: string,
  _reason: ReleaseReason,
  _message: string | null,
): Promise<void> {
  throw new Error("not there yet");
}
