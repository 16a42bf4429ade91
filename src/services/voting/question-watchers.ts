import type { VoteRecord } from "../../ports/question-store.ts";
import type { VoteWatcher } from "./asking-board.ts";

/** Those who follow the votes of questions. */
export class QuestionWatchers {
  /** Lists are replaced, not changed: one may be gone through meanwhile. Nearly all have one member, for which a set is large. */
  readonly #watchers = new Map<string, readonly VoteWatcher[]>();
  readonly #reportFault: (fault: unknown) => void;

  /** @param reportFault is given what a watcher throws: the others are told all the same, and the vote stands. */
  constructor(reportFault: (fault: unknown) => void) {
    this.#reportFault = reportFault;
  }

  has(questionId: string): boolean {
    return this.#watchers.has(questionId);
  }

  add(questionId: string, watcher: VoteWatcher): void {
    this.#watchers.set(questionId, [...(this.#watchers.get(questionId) ?? []), watcher]);
  }

  /** Nothing where it does not watch. */
  remove(questionId: string, watcher: VoteWatcher): void {
    const left = (this.#watchers.get(questionId) ?? []).filter((one) => one !== watcher);
    if (left.length > 0) {
      this.#watchers.set(questionId, left);
    } else {
      this.#watchers.delete(questionId);
    }
  }

  /** Whoever leaves meanwhile is not told any more. */
  tell(questionId: string, votes: readonly VoteRecord[]): void {
    for (const watcher of this.#watchers.get(questionId) ?? []) {
      if (this.#watchers.get(questionId)?.includes(watcher) === true) {
        this.#tellOne(watcher, votes);
      }
    }
  }

  #tellOne(watcher: VoteWatcher, votes: readonly VoteRecord[]): void {
    try {
      watcher.takeVotes(votes);
    } catch (fault) {
      this.#reportFault(fault);
    }
  }
}
