/** What the caller of a batch may hang on to it. */
export interface BatchHooks<Result> {
  /** Told of every result as soon as nothing can change it any more: at once, or with the last one of its group or of the batch's histories. */
  readonly onResult?: (result: Result, index: number) => void;
  /** Told before people are waited for, and again after each that has answered: what is there by now need not wait with the others. */
  readonly onWait?: () => void;
  /** Awaited every few milliseconds of work, so that a batch on a busy event loop lets others in. */
  readonly pause?: () => Promise<void>;
  /** Nobody waits for the answer any more: looked at before every item; the call then rejects with the signal's reason. */
  readonly signal?: Pick<AbortSignal, "throwIfAborted">;
}
