import type { LeaseRecord, QuestionRecord } from "../../ports/question-store.ts";

/** A question in the hands of an annotator. */
export interface ServedQuestion {
  readonly question: QuestionRecord;
  readonly lease: LeaseRecord;
}

/** A question set aside for an annotator until the store has the lease. */
export interface Reservation extends ServedQuestion {
  /** It was tried to keep it before, and nobody knows whether that succeeded. */
  readonly isInDoubt: boolean;
}
