import { drawLeft } from "../../domain/dispatch/draw-left.ts";
import type { LeaseRecord, QuestionHistory, QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import { BoundedCache } from "../bounded-cache.ts";
import { KeyedLock } from "../keyed-lock.ts";
import type { Annotator } from "./annotator.ts";
import type { AskingBoard, VoteWatcher } from "./asking-board.ts";
import type { BoardPorts } from "./board-ports.ts";
import { addVote, type BoardQuestion, createBoardQuestion, doneWith, type HeldLease } from "./board-question.ts";
import { LeaseBook } from "./lease-book.ts";
import { QuestionRanks } from "./question-ranks.ts";
import type { QuestionTerms } from "./question-terms.ts";
import type { Reservation, ServedQuestion } from "./served-question.ts";
import { WorkCalls } from "./work-calls.ts";

/** Questions remembered after they came down: a vote on one of them that was under way is still found by whoever puts it up again. */
const PAST_QUESTIONS_MAX = 2000;
/** The open questions with their votes and live leases, in memory. What it is told of is on disk, but for reservations. */
export class QuestionBoard implements AskingBoard {
  readonly #ports: BoardPorts;
  readonly #ranks: QuestionRanks;
  readonly #leases: LeaseBook;
  readonly #calls: WorkCalls;
  readonly #watchers = new Map<string, VoteWatcher>();
  readonly #locks = new KeyedLock();
  /** Those that are up, held or watched. */
  readonly #questions = new Map<string, BoardQuestion>();
  readonly #past = new BoundedCache<string, BoardQuestion>(PAST_QUESTIONS_MAX);
  #size = 0;

  constructor(ports: BoardPorts) {
    this.#ports = ports;
    this.#ranks = new QuestionRanks(ports.clock, ports.random, ports.paces);
    this.#leases = new LeaseBook(ports, ({ question, lease }) => {
      this.#calls.release(lease.annotatorId);
      this.#changed(question);
      this.#forgetIdle(question);
    });
    const board = this;
    this.#calls = new WorkCalls(ports, {
      isHolding: (annotatorId) => this.isHolding(annotatorId),
      wanted: () => this.#ranks.wanted(),
      get size() {
        return board.#size;
      },
    });
  }

  get size(): number {
    return this.#size;
  }

  /** Live leases, and reservations that are on their way to the store. */
  get leaseCount(): number {
    return this.#leases.size;
  }

  open(record: QuestionRecord, history: QuestionHistory, terms: QuestionTerms): void {
    const { questionId } = record;
    const question = this.#find(questionId) ?? createBoardQuestion(record);
    this.#past.delete(questionId);
    this.#questions.set(questionId, question);
    question.record = record.expiresAt > question.record.expiresAt ? record : question.record;
    if (!question.isUp) {
      question.isUp = true;
      this.#size += 1;
    }
    // Of whom the board knows, it knows more than a history that was read before.
    const news = history.leases.filter(({ annotatorId }) => !question.seenBy.has(annotatorId));
    for (const annotatorId of history.seenBy) {
      question.seenBy.add(annotatorId);
    }
    question.fence = Math.max(question.fence, history.fence);
    for (const lease of news) {
      this.#leases.restore(question, lease);
    }
    const votes = history.votes.reduce(addVote, question.votes);
    const isNews = votes !== question.votes;
    question.votes = votes;
    this.setTerms(questionId, terms);
    if (isNews) {
      this.#tell(question);
    }
  }

  setTerms(questionId: string, terms: QuestionTerms): void {
    const question = this.#questions.get(questionId);
    if (question?.isUp !== true) {
      return;
    }
    question.terms = terms;
    if (question.endsAt !== terms.expiresAt) {
      question.end?.takeBack();
      question.end = this.#ports.deadlines.add(terms.expiresAt, () => this.close(questionId));
      question.endsAt = terms.expiresAt;
    }
    this.#changed(question);
  }

  close(questionId: string): void {
    const question = this.#questions.get(questionId);
    if (question?.isUp === true) {
      question.isUp = false;
      this.#size -= 1;
      question.end?.takeBack();
      question.end = null;
      question.endsAt = null;
      this.#ranks.remove(question);
      this.#forgetIdle(question);
    }
  }

  votesOf(questionId: string): readonly VoteRecord[] {
    const question = this.#questions.get(questionId);
    return question?.isUp === true ? question.votes : [];
  }

  doneWith(questionId: string): ReadonlySet<string> {
    const question = this.#questions.get(questionId);
    return question === undefined ? new Set() : doneWith(question);
  }

  watch(questionId: string, watcher: VoteWatcher): void {
    this.#watchers.set(questionId, watcher);
  }

  unwatch(questionId: string): void {
    this.#watchers.delete(questionId);
    const question = this.#questions.get(questionId);
    if (question !== undefined) {
      this.#forgetIdle(question);
    }
  }

  /** A question with its terms, and whether it is up; also one that came down lately. */
  find(questionId: string): Pick<BoardQuestion, "record" | "terms" | "isUp"> | null {
    return this.#find(questionId);
  }

  /** Votes that callers wait for and that those who answer this audience's questions may give. @param tenantId null: of all tenants. */
  awaitedVotes(tenantId: string | null, audience: string): number {
    return this.#ranks.awaited(tenantId, audience);
  }

  /** Runs what an annotator asks for one at a time, in the order in which it came. */
  inTurn<T>(annotatorId: string, task: () => Promise<T>): Promise<T> {
    return this.#locks.run(annotatorId, task);
  }

  /** Calls the listener when a question that the annotator may answer comes up while they hold none. The returned function ends it. */
  onWork(annotator: Annotator, listener: () => void): () => void {
    return this.#calls.join(annotator, listener);
  }

  isHolding(annotatorId: string): boolean {
    return this.#leases.currentOf(annotatorId) !== null;
  }

  /** The question that the annotator holds; null: none. */
  heldBy(annotatorId: string): ServedQuestion | null {
    return toServed(this.#leases.currentOf(annotatorId));
  }

  /** A live lease with its question; null: there is none, or it ended. */
  findLease(leaseId: string): ServedQuestion | null {
    const held = this.#leases.find(leaseId);
    return held?.isKept === true ? toServed(held) : null;
  }

  /**
   * Sets the best question aside for the annotator: the one that is set aside already, else a new one; null where none needs them. It takes up a place as a lease does,
   * until it is confirmed or cancelled or runs out.
   */
  reserve(annotator: Annotator, newLeaseId: () => string): Reservation | null {
    const { annotatorId, tenantId } = annotator;
    const waiting = this.#leases.nextOf(annotatorId);
    if (waiting !== null) {
      return { question: waiting.question.record, lease: waiting.lease, isInDoubt: true };
    }
    const question = this.#ranks.pick(annotator);
    if (question === null) {
      return null;
    }
    const { questionId, content } = question.record;
    const leasedAt = this.#ports.clock.now();
    question.fence += 1;
    const lease: LeaseRecord = {
      tenantId,
      leaseId: newLeaseId(),
      questionId,
      annotatorId,
      fence: question.fence,
      left: content.kind === "compare" ? drawLeft(this.#ports.sha256Hex, annotatorId, questionId) : null,
      leasedAt,
      expiresAt: this.#leases.expiryFor(annotatorId, question),
    };
    this.#leases.add(question, lease, false);
    this.#changed(question);
    return { question: question.record, lease, isInDoubt: false };
  }

  /** The store has the lease. Null where the reservation ran out before, and where the annotator holds another question: then it stays set aside. */
  confirm(leaseId: string): ServedQuestion | null {
    const held = this.#leases.find(leaseId);
    if (held?.isKept === false && !this.isHolding(held.lease.annotatorId)) {
      this.#leases.keep(held);
    }
    return held?.isKept === true ? toServed(held) : null;
  }

  /** The store does not have the lease: the annotator has not seen the question. */
  cancel(leaseId: string): void {
    const held = this.#leases.find(leaseId);
    if (held !== null) {
      held.question.seenBy.delete(held.lease.annotatorId);
      this.#leases.end(held);
    }
  }

  /** Lets a live lease run anew from now on, up to a bound; null where it ended. */
  extend(leaseId: string): LeaseRecord | null {
    const held = this.#leases.find(leaseId);
    if (held?.isKept !== true) {
      return null;
    }
    this.#leases.extend(held);
    return held.lease;
  }

  /** Takes a lease off the board that has ended in the store. @param isForBreak its annotator may get the question again. */
  endLease(leaseId: string, isForBreak = false): void {
    this.#leases.endKept(leaseId, isForBreak);
  }

  /** Notes that the annotator answers the question: it does not come to them again, whatever becomes of the answer. */
  markSeen(record: QuestionRecord, annotatorId: string): void {
    (this.#find(record.questionId) ?? this.#remember(record)).seenBy.add(annotatorId);
  }

  /** Counts a vote that is on disk, or its later answer instead of the earlier one; nothing happens where it came too late to count or is counted already. */
  count(vote: VoteRecord, record: QuestionRecord): void {
    if (!vote.counted) {
      return;
    }
    const question = this.#find(vote.questionId) ?? this.#remember(record);
    question.seenBy.add(vote.annotatorId);
    const votes = addVote(question.votes, vote);
    if (votes !== question.votes) {
      question.votes = votes;
      this.#tell(question);
      // Whoever was told of it has mostly set new terms, and so ranked it anew.
      if (question.state.votes !== votes.length) {
        this.#changed(question);
      }
    }
  }

  #find(questionId: string): BoardQuestion | null {
    return this.#questions.get(questionId) ?? this.#past.find(questionId) ?? null;
  }

  #remember(record: QuestionRecord): BoardQuestion {
    const question = createBoardQuestion(record);
    this.#past.set(record.questionId, question);
    return question;
  }

  /** A question that is neither up nor held nor watched is kept for a while only. */
  #forgetIdle(question: BoardQuestion): void {
    const { questionId } = question.record;
    if (!question.isUp && question.leases.length === 0 && !this.#watchers.has(questionId)) {
      this.#questions.delete(questionId);
      this.#past.set(questionId, question);
    }
  }

  /** Ranks the question anew and tells those who wait. */
  #changed(question: BoardQuestion): void {
    if (question.isUp) {
      this.#ranks.set(question);
      this.#calls.call(question);
      this.#calls.lookAgainLater();
    }
  }

  #tell({ record, votes }: BoardQuestion): void {
    this.#watchers.get(record.questionId)?.takeVotes(votes);
  }
}

function toServed(held: HeldLease | null): ServedQuestion | null {
  return held === null ? null : { question: held.question.record, lease: held.lease };
}
