import { assertInvariant } from "../../domain/assert.ts";
import type { QuestionHistory, QuestionRecord, QuestionStore } from "../../ports/question-store.ts";

interface Opening {
  readonly question: QuestionRecord;
  readonly resolve: (history: QuestionHistory) => void;
  readonly reject: (fault: unknown) => void;
}

/** Keeps questions in the store, those that are asked in the same turn of the event loop in one operation: a batch asks hundreds at once. */
export class QuestionOpener {
  readonly #store: Pick<QuestionStore, "openQuestions">;
  #gathered: Opening[] = [];
  #opening = 0;

  constructor(store: Pick<QuestionStore, "openQuestions">) {
    this.#store = store;
  }

  /** Questions that are on their way to the store. */
  get opening(): number {
    return this.#opening;
  }

  /** The question's history, once the question is kept. Rejects with what the store throws. */
  open(question: QuestionRecord): Promise<QuestionHistory> {
    return new Promise((resolve, reject) => {
      this.#opening += 1;
      this.#gathered.push({ question, resolve, reject });
      if (this.#gathered.length === 1) {
        queueMicrotask(() => void this.#openGathered());
      }
    });
  }

  async #openGathered(): Promise<void> {
    const gathered = this.#gathered;
    this.#gathered = [];
    try {
      const histories = await this.#store.openQuestions(gathered.map(({ question }) => question));
      for (const [index, { resolve }] of gathered.entries()) {
        const history = histories[index];
        assertInvariant(history !== undefined, "every question that was opened has a history");
        resolve(history);
      }
    } catch (fault) {
      for (const { reject } of gathered) {
        reject(fault);
      }
    } finally {
      this.#opening -= gathered.length;
    }
  }
}
