import type { QuestionHistory, QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { QuestionTerms } from "./question-terms.ts";

/** Somebody who follows the votes on a question. */
export interface VoteWatcher {
  /** Told of all counted votes, oldest first, after every change of them: each is on disk by then. */
  takeVotes(votes: readonly VoteRecord[]): void;
}

/** The board of open questions as those see it who put questions up. All at once and in memory: whoever opens a question has kept it in the store before. */
export interface AskingBoard {
  /** Puts a question up. Where it is up already, the terms are replaced; votes that the board knows and the history does not are kept. */
  open(question: QuestionRecord, history: QuestionHistory, terms: QuestionTerms): void;
  /** Changes the terms of a question that is up; does nothing where it is not. */
  setTerms(questionId: string, terms: QuestionTerms): void;
  /** Takes a question down: nobody is handed it any more; who holds it may still vote. Its watcher is still told. */
  close(questionId: string): void;
  /** Counted votes, oldest first; empty where the question is not up. */
  votesOf(questionId: string): readonly VoteRecord[];
  /** Annotators of whom nothing more is to come: they were handed the question and hold it no more, whether they voted, handed it back or let it expire. */
  doneWith(questionId: string): ReadonlySet<string>;
  /** One watches a question; it must not throw. */
  watch(questionId: string, watcher: VoteWatcher): void;
  /** Ends the watching; nothing where there is none. */
  unwatch(questionId: string): void;
  /** Questions that are up. */
  readonly size: number;
}

/** The annotators as those see them who think of asking. */
export interface AskingPool {
  /**
   * Whether any annotator who may answer questions for that audience is live.
   * @param tenantId null: of any tenant.
   * @param besides ids of annotators who do not count.
   */
  isLive(audience: string, tenantId?: string | null, besides?: ReadonlySet<string>): boolean;
  /**
   * How many votes on one more question may be expected within that time, given who is live, how fast they vote and what else waits, 0 and up.
   * @param questionSeconds that the question takes at the usual pace; null: as long as those of late.
   */
  expectVotes(audience: string, withinMs: number, tenantId?: string | null, questionSeconds?: number | null): number;
}
