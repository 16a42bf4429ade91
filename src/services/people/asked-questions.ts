import type { QuestionHistory, QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { AskingBoard, VoteWatcher } from "../voting/asking-board.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";
import { AskedQuestion } from "./asked-question.ts";

/** The questions that are up, each for everybody who asks it: the same pair asked twice is one question, and it stays up for as long as anybody needs it. */
export class AskedQuestions {
  readonly #board: AskingBoard;
  readonly #asked = new Map<string, AskedQuestion>();

  readonly #reportFault: (fault: unknown) => void;

  /** @param reportFault is given what an asker throws when it is told of votes. */
  constructor(board: AskingBoard, reportFault: (fault: unknown) => void) {
    this.#board = board;
    this.#reportFault = reportFault;
  }

  /** Questions that are up. */
  get size(): number {
    return this.#asked.size;
  }

  /** Annotators of whom nothing more is to come on the question. */
  doneWith(questionId: string): ReadonlySet<string> {
    return this.#board.doneWith(questionId);
  }

  /** Puts a question up, or joins those who ask it already. Returns the votes there are. */
  join(asker: VoteWatcher, question: QuestionRecord, history: QuestionHistory, terms: QuestionTerms): readonly VoteRecord[] {
    const { questionId } = question;
    const asked = this.#asked.get(questionId) ?? this.#watch(question);
    asked.join(asker, question, terms);
    this.#board.open(asked.question, history, asked.terms());
    return this.#board.votesOf(questionId);
  }

  /** Changes what an asker wants of a question; nothing where it does not ask it. */
  change(asker: VoteWatcher, questionId: string, terms: QuestionTerms): void {
    const asked = this.#asked.get(questionId);
    if (asked?.change(asker, terms) === true) {
      this.#board.setTerms(questionId, asked.terms());
    }
  }

  /** Ends an asker's interest; the question comes down with the last one's. */
  leave(asker: VoteWatcher, questionId: string): void {
    const asked = this.#asked.get(questionId);
    if (asked?.leave(asker) !== true) {
      return;
    }
    if (asked.isAsked) {
      this.#board.setTerms(questionId, asked.terms());
      return;
    }
    this.#board.unwatch(questionId);
    this.#asked.delete(questionId);
    this.#board.close(questionId);
  }

  #watch(question: QuestionRecord): AskedQuestion {
    const asked = new AskedQuestion(question, this.#reportFault);
    this.#board.watch(question.questionId, asked);
    this.#asked.set(question.questionId, asked);
    return asked;
  }
}
