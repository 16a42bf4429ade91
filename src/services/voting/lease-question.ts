import type { LeaseRecord, QuestionRecord } from "../../ports/question-store.ts";
import type { Annotator } from "./annotator.ts";
import type { VotingPorts } from "./voting-ports.ts";

/** A question in the hands of an annotator. */
export interface ServedQuestion {
  readonly question: QuestionRecord;
  readonly lease: LeaseRecord;
}

/**
 * Hands the annotator a question: the one they hold, else the one whose answer is worth most. Where none is waiting it waits for one up to `waitMs`. Null where none came.
 * @param gone aborts when the annotator no longer waits; the call then resolves with null and leases nothing.
 */
export function leaseQuestion(
  _ports: VotingPorts,
  _annotator: Annotator,
  _waitMs: number,
  _gone: AbortSignal | null,
): Promise<ServedQuestion | null> {
  throw new Error("not there yet");
}
