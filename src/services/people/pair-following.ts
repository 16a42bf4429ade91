import type { Deadline, Deadlines } from "../deadlines.ts";
import type { Comparison } from "../scoring/comparison.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";
import type { AskedQuestions } from "./asked-questions.ts";
import { FollowedPair, type FollowedPairEvents, type PairToFollow } from "./followed-pair.ts";
import type { RevisionWriter } from "./revision-writer.ts";

/** A vote that came just before its question's end may still be on its way to the disk. */
const END_GRACE_MS = 1000;

/** What following needs of its desk. */
export interface FollowingPorts {
  readonly asked: AskedQuestions;
  readonly deadlines: Deadlines;
  /** Nothing can change the pair any more. */
  readonly onOver: () => void;
}

/** Answers the caller, and says who writes the revisions. @param base the answer without people, as far as it was known. */
export type AnswerCaller = (first: Comparison, base: Comparison) => RevisionWriter;

/**
 * A pair's dealings with time, board and store from the asking to its last revision. It may wait for later votes among tens of thousands: what was asked, and who asked, is let go of
 * with the answer.
 */
export class PairFollowing implements FollowedPairEvents {
  readonly pair: FollowedPair;
  readonly #ports: FollowingPorts;
  readonly #end: Deadline;
  /** Null: the caller is answered. */
  #answerCaller: AnswerCaller | null;
  /** Null: the caller is not answered yet. */
  #writer: RevisionWriter | null;

  /** @param next who is to be answered, or, where that was done before, who writes the revisions. */
  constructor(
    ports: FollowingPorts,
    pair: PairToFollow,
    next: { readonly answer: AnswerCaller } | { readonly writer: RevisionWriter },
  ) {
    this.#ports = ports;
    this.#answerCaller = "answer" in next ? next.answer : null;
    this.#writer = "writer" in next ? next.writer : null;
    this.pair = new FollowedPair(pair, this);
    this.#end = ports.deadlines.add(pair.question.expiresAt + END_GRACE_MS, () => this.pair.end());
  }

  onTerms(terms: QuestionTerms): void {
    this.#ports.asked.change(this.pair, this.pair.question.questionId, terms);
  }

  onSettled(first: Comparison): void {
    this.#writer = this.#answerCaller?.(first, this.pair.base) ?? null;
    this.#answerCaller = null;
  }

  onRevised(comparison: Comparison): void {
    this.#writer?.revise(comparison);
  }

  onOver(): void {
    this.#end.takeBack();
    this.#ports.onOver();
    this.#ports.asked.leave(this.pair, this.pair.question.questionId);
  }
}
