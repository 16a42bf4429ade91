import type { VoteRecord } from "../../ports/question-store.ts";
import type { VoteWatcher } from "./asking-board.ts";

/** Those who follow the votes of questions. */
export class QuestionWatchers {
  readonly #watchers = new Map<string, Set<VoteWatcher>>();
  readonly #reportFault: (fault: unknown) => void;

  /** @param reportFault is given what a watcher throws: the others are told all the same, and the vote stands. */
  constructor(reportFault: (fault: unknown) => void) {
    this.#reportFault = reportFault;
  }

  has(questionId: string): boolean {
    return this.#watchers.has(questionId);
  }

  /** The returned function ends the watching and says whether nobody watches the question any more. */
  add(questionId: string, watcher: VoteWatcher): () => boolean {
    // A wrapper of its own, so that the same function may watch twice.
    const own: VoteWatcher = (votes) => watcher(votes);
    const watchers = this.#watchers.get(questionId) ?? new Set();
    this.#watchers.set(questionId, watchers.add(own));
    return () => {
      watchers.delete(own);
      if (watchers.size === 0 && this.#watchers.get(questionId) === watchers) {
        this.#watchers.delete(questionId);
      }
      return !this.#watchers.has(questionId);
    };
  }

  tell(questionId: string, votes: readonly VoteRecord[]): void {
    for (const watcher of this.#watchers.get(questionId) ?? []) {
      try {
        watcher(votes);
      } catch (fault) {
        this.#reportFault(fault);
      }
    }
  }
}
