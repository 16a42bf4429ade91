import type { QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { VoteWatcher } from "../voting/asking-board.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";

/** What one asker wants of a question. */
interface Interest {
  readonly asker: VoteWatcher;
  readonly terms: QuestionTerms;
}

/** A question that is up, with all who ask it. They are few, mostly one. */
export class AskedQuestion implements VoteWatcher {
  #question: QuestionRecord;
  /** Replaced, not changed: those who are told of votes may leave. */
  #interests: readonly Interest[] = [];
  readonly #reportFault: (fault: unknown) => void;

  /** @param reportFault is given what an asker throws: the others are told all the same, and the vote stands. */
  constructor(question: QuestionRecord, reportFault: (fault: unknown) => void) {
    this.#question = question;
    this.#reportFault = reportFault;
  }

  /** As whoever asked for the longest time put it. */
  get question(): QuestionRecord {
    return this.#question;
  }

  get isAsked(): boolean {
    return this.#interests.length > 0;
  }

  /** Whoever leaves meanwhile is not told any more. */
  takeVotes(votes: readonly VoteRecord[]): void {
    for (const { asker } of this.#interests) {
      if (this.#isAsking(asker)) {
        this.#tell(asker, votes);
      }
    }
  }

  join(asker: VoteWatcher, question: QuestionRecord, terms: QuestionTerms): void {
    if (!this.change(asker, terms)) {
      this.#interests = [...this.#interests, { asker, terms }];
    }
    if (this.#question.expiresAt <= question.expiresAt) {
      this.#question = question;
    }
  }

  /** False: it does not ask. */
  change(asker: VoteWatcher, terms: QuestionTerms): boolean {
    const isAsking = this.#isAsking(asker);
    if (isAsking) {
      this.#interests = this.#interests.map((one) => (one.asker === asker ? { asker, terms } : one));
    }
    return isAsking;
  }

  /** False: it did not ask. */
  leave(asker: VoteWatcher): boolean {
    const isAsking = this.#isAsking(asker);
    this.#interests = this.#interests.filter((one) => one.asker !== asker);
    return isAsking;
  }

  /** What all of them want together: the most votes, the earliest deadline, the latest end. At least one asks. */
  terms(): QuestionTerms {
    const [only] = this.#interests;
    if (only !== undefined && this.#interests.length === 1) {
      return only.terms;
    }
    const terms = this.#interests.map((one) => one.terms);
    const deadlines = terms.flatMap(({ deadlineAt }) => deadlineAt ?? []);
    return {
      minVotes: Math.max(...terms.map(({ minVotes }) => minVotes)),
      maxVotes: Math.max(...terms.map(({ maxVotes }) => maxVotes)),
      deadlineAt: deadlines.length > 0 ? Math.min(...deadlines) : null,
      expiresAt: Math.max(...terms.map(({ expiresAt }) => expiresAt)),
      value: Math.max(...terms.map(({ value }) => value)),
    };
  }

  #tell(asker: VoteWatcher, votes: readonly VoteRecord[]): void {
    try {
      asker.takeVotes(votes);
    } catch (fault) {
      this.#reportFault(fault);
    }
  }

  #isAsking(asker: VoteWatcher): boolean {
    return this.#interests.some((one) => one.asker === asker);
  }
}
