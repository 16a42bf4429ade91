import type { QuestionHistory, QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { AskingBoard } from "../voting/asking-board.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";

/** Somebody who waits for the votes on a question. */
export interface Asker {
  /** Told of all counted votes, oldest first, whenever there are others than before. */
  takeVotes(votes: readonly VoteRecord[]): void;
}

interface AskedQuestion {
  question: QuestionRecord;
  readonly askers: Map<Asker, QuestionTerms>;
  readonly unwatch: () => void;
}

/** The questions that are up, each for everybody who asks it: the same pair asked twice is one question, and it stays up for as long as anybody needs it. */
export class AskedQuestions {
  readonly #board: AskingBoard;
  readonly #asked = new Map<string, AskedQuestion>();

  constructor(board: AskingBoard) {
    this.#board = board;
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
  join(asker: Asker, question: QuestionRecord, history: QuestionHistory, terms: QuestionTerms): readonly VoteRecord[] {
    const { questionId } = question;
    const known = this.#asked.get(questionId);
    const asked = known ?? this.#watch(question);
    asked.askers.set(asker, terms);
    if (asked.question.expiresAt <= question.expiresAt) {
      asked.question = question;
    }
    this.#board.open(asked.question, history, combine(asked.askers));
    return this.#board.votesOf(questionId);
  }

  /** Changes what an asker wants of a question; nothing where it does not ask it. */
  change(asker: Asker, questionId: string, terms: QuestionTerms): void {
    const asked = this.#asked.get(questionId);
    if (asked?.askers.has(asker)) {
      asked.askers.set(asker, terms);
      this.#board.setTerms(questionId, combine(asked.askers));
    }
  }

  /** Ends an asker's interest; the question comes down with the last one's. */
  leave(asker: Asker, questionId: string): void {
    const asked = this.#asked.get(questionId);
    if (!asked?.askers.delete(asker)) {
      return;
    }
    if (asked.askers.size > 0) {
      this.#board.setTerms(questionId, combine(asked.askers));
      return;
    }
    asked.unwatch();
    this.#asked.delete(questionId);
    this.#board.close(questionId);
  }

  #watch(question: QuestionRecord): AskedQuestion {
    const askers = new Map<Asker, QuestionTerms>();
    const tell = (votes: readonly VoteRecord[]) => {
      // Those who are told may leave.
      for (const asker of [...askers.keys()]) {
        asker.takeVotes(votes);
      }
    };
    const asked = { question, askers, unwatch: this.#board.watch(question.questionId, tell) };
    this.#asked.set(question.questionId, asked);
    return asked;
  }
}

/** What all askers of a question want of it together: the most votes, the earliest deadline, the latest end. */
function combine(askers: ReadonlyMap<Asker, QuestionTerms>): QuestionTerms {
  const terms = [...askers.values()];
  const [only] = terms;
  if (only !== undefined && terms.length === 1) {
    return only;
  }
  const deadlines = terms.flatMap(({ deadlineAt }) => deadlineAt ?? []);
  return {
    minVotes: Math.max(...terms.map(({ minVotes }) => minVotes)),
    maxVotes: Math.max(...terms.map(({ maxVotes }) => maxVotes)),
    deadlineAt: deadlines.length > 0 ? Math.min(...deadlines) : null,
    expiresAt: Math.max(...terms.map(({ expiresAt }) => expiresAt)),
    value: Math.max(...terms.map(({ value }) => value)),
  };
}
