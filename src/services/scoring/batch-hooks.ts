import type { Clock } from "../../ports/clock.ts";

/** What the caller of a batch may hang on to it. */
export interface BatchHooks<Result> {
  /** Told of every result as soon as nothing can change it any more: at once, or with the last one of its group or of the batch's histories. */
  readonly onResult?: (result: Result, index: number) => void;
  /** Told before people are waited for, and again after each that has answered: what is there by now need not wait with the others. */
  readonly onWait?: () => void;
  /** Awaited every `WORK_BETWEEN_PAUSES_MS`, so that a batch on a busy event loop lets others in. */
  readonly pause?: () => Promise<void>;
  /** Nobody waits for the answer any more: looked at before every item; the call then rejects with the signal's reason. */
  readonly signal?: Pick<AbortSignal, "throwIfAborted">;
}

/** Long enough that small batches are done in one go: each that is begun and not done holds its items in memory. */
const WORK_BETWEEN_PAUSES_MS = 4;

/**
 * Begins a batch. The returned function is to be called before every item: it throws the signal's reason where nobody waits any more, and gives a pause to be
 * awaited where it is time for one, else null.
 */
export function openPauses<Result>(clock: Clock, { pause, signal }: BatchHooks<Result>): () => Promise<void> | null {
  let resumedAt = clock.now();
  const resume = () => {
    resumedAt = clock.now();
    signal?.throwIfAborted();
  };
  return () => {
    signal?.throwIfAborted();
    return pause && clock.now() - resumedAt >= WORK_BETWEEN_PAUSES_MS ? pause().then(resume) : null;
  };
}
