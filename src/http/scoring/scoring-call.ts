import type { Caller } from "../../services/caller.ts";
import type { AnsweringSource } from "../../services/scoring/answering-source.ts";
import type { BatchHooks } from "../../services/scoring/batch-hooks.ts";
import type { ScoringPorts } from "../../services/scoring/scoring-ports.ts";

/** What an operation is given besides its request. */
export interface ScoringCall {
  readonly ports: ScoringPorts;
  readonly caller: Caller;
  /** In milliseconds since 1970. */
  readonly deadlineAt: number;
  /** Whether the caller may see how scores came about. */
  readonly showBreakdown: boolean;
  /** Takes each result as soon as it is there; null: the results are part of the answer. */
  readonly onResult: ((result: object) => void) | null;
  /** Sends on what `onResult` has taken; null as that. */
  readonly onWait: (() => void) | null;
  /** Lets others have the thread for a moment; null: there are none. */
  readonly pause: (() => Promise<void>) | null;
  /** Throws where nobody waits for the answer any more. */
  readonly throwIfStopped: () => void;
}

/** The hooks that a call hangs on to a batch. @param toLine what is written of a result. */
export function hooksOf<Result>(call: ScoringCall, toLine: (result: Result, index: number) => object): BatchHooks<Result> {
  const { onResult, onWait, pause, throwIfStopped } = call;
  return {
    signal: { throwIfAborted: throwIfStopped },
    ...(pause === null ? {} : { pause }),
    ...(onWait === null ? {} : { onWait }),
    ...(onResult === null ? {} : { onResult: (result, index) => onResult({ index, ...toLine(result, index) }) }),
  };
}

/** What an operation answers, and what the metrics count. */
export interface OperationAnswer {
  /** Its members of the body: an object, or their text where that is there already, without the braces around it. */
  readonly body: object | string;
  readonly items: number;
  /** The class of every failure that left an item without a reward. */
  readonly failureClasses: readonly string[];
  /** Who gave each answer; null where nobody could. */
  readonly sources: readonly (AnsweringSource | null)[];
}

/** A request that was read and found valid. */
export interface ReadRequest {
  /** As the body gives it; null: it gives none. */
  readonly latencyBudgetMs: number | null;
  /** Rejects with a FolkmootError where the request cannot be served. */
  answer(call: ScoringCall): Promise<OperationAnswer>;
}

/** Reads the value of a body. Throws InvalidRequestError, naming the faults by JSON pointers. */
export type ReadOperation = (body: unknown) => ReadRequest;
