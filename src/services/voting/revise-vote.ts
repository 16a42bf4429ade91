import { ConflictError, NotFoundError } from "../../domain/errors.ts";
import { canonicalJson } from "../../domain/scenarios/canonical-json.ts";
import type { VoteRecord } from "../../ports/question-store.ts";
import type { Annotator } from "./annotator.ts";
import type { VoteChange } from "./ballot.ts";
import { changeAnswer } from "./read-answer.ts";
import type { VotingPorts } from "./voting-ports.ts";

/** How long a vote may be changed. The page offers to for some seconds only: the rest is for reading again, and for choosing. */
export const REVISE_WINDOW_MS = 60_000;

/**
 * Changes a vote within its window, while the question is open. Throws NotFoundError (no such vote of this annotator), ConflictError `vote_final` (the window is over, or the
 * question has closed over the vote) and InvalidRequestError (an answer that is none to the question).
 */
export function reviseVote(ports: VotingPorts, annotator: Annotator, voteId: string, change: VoteChange): Promise<VoteRecord> {
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
    const justification = change.justification === null ? kept.justification : change.justification || null;
    if (justification === kept.justification && canonicalJson(answer) === canonicalJson(kept.answer)) {
      // Sent again because its acknowledgement was lost, perhaps too late to change anything: nothing is left to change, but the board may not know of it.
      ports.board.count(kept, question);
      return kept;
    }
    const now = ports.clock.now();
    if (kept.counted && now >= question.expiresAt) {
      throw new ConflictError("vote_final", "A vote can be changed while its question is open; this one has closed.");
    }
    // Whichever is the later change is told by its time: it has one of its own, however the clock was set.
    const revisedAt = Math.max(now, (kept.revisedAt ?? Number.NEGATIVE_INFINITY) + 1);
    const revised = { answer, justification };
    const vote = await ports.questions.reviseVote(tenantId, voteId, annotatorId, revised, revisedAt, now - REVISE_WINDOW_MS);
    if (vote === null) {
      throw new ConflictError("vote_final", `A vote can be changed for ${REVISE_WINDOW_MS / 1000} s; this one is older.`);
    }
    ports.board.count(vote, question);
    return vote;
  });
}
