import { InvalidRequestError, NotFoundError } from "../../domain/errors.ts";
import type { LeaseRecord, QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import { type Annotator, isOwn } from "./annotator.ts";
import type { Ballot } from "./ballot.ts";
import { isUp } from "./is-up.ts";
import { type PreparedReservation, prepareReservation, takeBackReservation } from "./prepare-reservation.ts";
import { readAnswer } from "./read-answer.ts";
import type { ServedQuestion } from "./served-question.ts";
import type { VotingPorts } from "./voting-ports.ts";

/** A vote that took longer says nothing about how long votes take. */
const VOTE_SECONDS_MAX = 600;

/** A vote that is on disk. */
export interface AcknowledgedVote {
  readonly vote: VoteRecord;
  /** Null where none waits, or where the one in hand came down: then one asks for another. */
  readonly next: ServedQuestion | null;
}

/** The lease on which a vote is cast. */
interface CastOn {
  readonly question: QuestionRecord;
  readonly lease: LeaseRecord;
  /** It expired or was handed back or voted on before. */
  readonly hasEnded: boolean;
}

/**
 * Keeps a vote and hands out the next question, in one transaction; resolves after its commit. A vote that was kept before is given again, with the question that
 * the annotator holds now. Throws NotFoundError (a lease that there never was or of somebody else) and InvalidRequestError (an answer that is none to the
 * question, naming the field).
 */
export function recordVote(ports: VotingPorts, annotator: Annotator, ballot: Ballot): Promise<AcknowledgedVote> {
  ports.deadlines.catchUp();
  ports.pool.saw(annotator);
  return ports.board.inTurn(annotator.annotatorId, async () => {
    const live = ports.board.findLease(ballot.leaseId);
    if (live !== null && isOwn(annotator, live.lease)) {
      return await keepVote(ports, annotator, ballot, { question: live.question, lease: live.lease, hasEnded: false });
    }
    const kept = await ports.questions.findVote(annotator.tenantId, ballot.voteId);
    if (kept !== null) {
      await countAgain(ports, annotator, kept);
      return acknowledge(ports, annotator, kept);
    }
    return await keepVote(ports, annotator, ballot, heldAgain(ports, await findEnded(ports, annotator, ballot.leaseId)));
  });
}

/** After a break an annotator may hold the question of an ended lease anew: then it is the new lease that the vote answers. */
function heldAgain(ports: VotingPorts, ended: CastOn): CastOn {
  const held = ports.board.heldBy(ended.lease.annotatorId);
  return held?.question.questionId === ended.question.questionId ? { ...held, hasEnded: false } : ended;
}

/** That a vote is kept is news to the board where the store's answer was lost. */
async function countAgain(ports: VotingPorts, annotator: Annotator, vote: VoteRecord): Promise<void> {
  if (isOwn(annotator, vote)) {
    const { tenantId, questionId } = vote;
    const question = ports.board.find(questionId)?.record ?? (await ports.questions.findQuestion(tenantId, questionId));
    if (question !== null) {
      ports.board.count(vote, question);
    }
  }
}

/** A lease that is not on the board: it ended, or the server was started since. */
async function findEnded(ports: VotingPorts, annotator: Annotator, leaseId: string): Promise<CastOn> {
  const found = await ports.questions.findLease(annotator.tenantId, leaseId);
  if (found === null || !isOwn(annotator, found.lease)) {
    throw new NotFoundError(`No lease "${leaseId.slice(0, 100)}" of yours.`);
  }
  const { questionId } = found.lease;
  const question = ports.board.find(questionId)?.record ?? (await ports.questions.findQuestion(annotator.tenantId, questionId));
  if (question === null) {
    throw new NotFoundError("The question of that lease is not kept any more.");
  }
  return { question, lease: found.lease, hasEnded: found.end !== null };
}

async function keepVote(ports: VotingPorts, annotator: Annotator, ballot: Ballot, castOn: CastOn): Promise<AcknowledgedVote> {
  const vote = toVote(ports, ballot, castOn);
  ports.board.markSeen(castOn.question, annotator.annotatorId);
  const next = await prepareNext(ports, annotator, castOn.lease);
  const earlier = await storeVote(ports, vote, next);
  const kept = earlier ?? vote;
  if (earlier === null) {
    ports.pool.voted(annotator, castOn.question, Math.min((vote.recordedAt - castOn.lease.leasedAt) / 1000, VOTE_SECONDS_MAX));
  } else if (next !== null && !next.isStored) {
    ports.board.cancel(next.lease.leaseId);
  }
  if (kept.questionId === vote.questionId) {
    ports.board.count(kept, castOn.question);
  }
  return acknowledge(ports, annotator, kept, next);
}

/** Where the annotator holds another question already, that one is the next. */
async function prepareNext(
  ports: VotingPorts,
  annotator: Annotator,
  { leaseId, questionId }: LeaseRecord,
): Promise<PreparedReservation | null> {
  const held = ports.board.heldBy(annotator.annotatorId);
  return held === null || held.lease.leaseId === leaseId ? await prepareReservation(ports, annotator, questionId) : null;
}

/** Resolves with the vote that was kept before, as the store does. */
async function storeVote(ports: VotingPorts, vote: VoteRecord, next: PreparedReservation | null): Promise<VoteRecord | null> {
  try {
    return await ports.questions.recordVote(vote, next === null || next.isStored ? null : next.lease);
  } catch (error) {
    if (next !== null) {
      await takeBackReservation(ports, next);
    }
    throw error;
  }
}

/** The answer to a vote that is kept: its lease is over, and what was set aside is handed out. */
function acknowledge(
  ports: VotingPorts,
  annotator: Annotator,
  vote: VoteRecord,
  next: ServedQuestion | null = null,
): AcknowledgedVote {
  if (!isOwn(annotator, vote)) {
    const detail = "is another vote's; a client makes a new one for every vote";
    throw new InvalidRequestError(`vote_id ${detail}.`, { errors: [{ pointer: "/vote_id", detail }] });
  }
  ports.board.endLease(vote.leaseId);
  const confirmed = next && ports.board.confirm(next.lease.leaseId);
  const held = confirmed ?? ports.board.heldBy(annotator.annotatorId);
  return { vote, next: held !== null && isUp(ports, held) ? held : null };
}

function toVote(ports: VotingPorts, ballot: Ballot, { question, lease, hasEnded }: CastOn): VoteRecord {
  const recordedAt = ports.clock.now();
  const onBoard = ports.board.find(question.questionId);
  const deadlineAt = onBoard?.isUp === true ? onBoard.terms.deadlineAt : null;
  const isAwaited = deadlineAt !== null && recordedAt <= deadlineAt;
  return {
    tenantId: lease.tenantId,
    voteId: ballot.voteId,
    questionId: question.questionId,
    annotatorId: lease.annotatorId,
    leaseId: lease.leaseId,
    left: lease.left,
    answer: readAnswer(question.content, lease.left, ballot),
    justification: ballot.justification,
    visibleMs: ballot.visibleMs,
    late: hasEnded || recordedAt > lease.expiresAt || !isAwaited,
    counted: recordedAt < question.expiresAt,
    recordedAt,
    revisedAt: null,
  };
}
