import { ConflictError, NotFoundError } from "../../domain/errors.ts";
import type { VoteRecord } from "../../ports/question-store.ts";
import type { Annotator } from "./annotator.ts";
import type { Ballot } from "./ballot.ts";
import { changeAnswer } from "./read-answer.ts";
import type { VotingPorts } from "./voting-ports.ts";

/** How long a vote may be taken back. The page offers it for less: what was pressed in time also arrives in time. */
export const UNDO_WINDOW_MS = 10_000;

/**
 * Replaces a vote's answer within the undo window; what the ballot leaves null or empty stays. Throws NotFoundError (no such vote of this annotator), ConflictError
 * `vote_final` (the window is over) and InvalidRequestError (an answer that is none to the question).
 */
export function reviseVote(
  ports: VotingPorts,
  annotator: Annotator,
  voteId: string,
  change: Pick<Ballot, "choice" | "strength" | "ratings">,
): Promise<VoteRecord> {
  ports.pool.saw(annotator);
  return ports.board.inTurn(annotator.annotatorId, async () => {
    const { tenantId, annotatorId } = annotator;
    const kept = await ports.questions.findVote(tenantId, voteId);
    if (kept === null || kept.annotatorId !== annotatorId) {
      throw new NotFoundError(`No vote "${voteId.slice(0, 100)}" of yours.`);
    }
    const question = ports.board.find(kept.questionId)?.record ?? (await ports.questions.findQuestion(tenantId, kept.questionId));
    if (question === null) {
      throw new NotFoundError("The question of that vote is not kept any more.");
    }
    const answer = changeAnswer(question.content, kept.left, kept.answer, change);
    const now = ports.clock.now();
    const vote = await ports.questions.reviseVote(tenantId, voteId, annotatorId, answer, now, now - UNDO_WINDOW_MS);
    if (vote === null) {
      throw new ConflictError("vote_final", `A vote can be changed for ${UNDO_WINDOW_MS / 1000} s; this one is older.`);
    }
    ports.board.replace(vote);
    return vote;
  });
}
