import type { VoteRecord } from "../../ports/question-store.ts";
import type { Annotator } from "./annotator.ts";
import type { Ballot } from "./record-vote.ts";
import type { VotingPorts } from "./voting-ports.ts";

/**
 * Replaces a vote's answer within the undo window; what the ballot leaves null or empty stays. Throws NotFoundError (no such vote of this annotator) and ConflictError
 * `vote_final` (the window is over).
 */
export function reviseVote(
  _ports: VotingPorts,
  _annotator: Annotator,
  _voteId: string,
  _change: Pick<Ballot, "choice" | "strength" | "ratings">,
): Promise<VoteRecord> {
  throw new Error("not there yet");
}
