/** What the caller of a batch may hang on to it. */
export interface BatchHooks<Result> {
  /** Told of every result as soon as nothing can change it any more: at once, or with the last one of its group or of the batch's histories. */
  readonly onResult?: (result: Result, index: number) => void;
  /** Awaited every `ITEMS_BETWEEN_PAUSES` items, so that a batch on a busy event loop lets others in. */
  readonly pause?: () => Promise<void>;
  /** Nobody waits for the answer any more: looked at before every item; the call then rejects with the signal's reason. */
  readonly signal?: Pick<AbortSignal, "throwIfAborted">;
}

/** Some milliseconds of work. */
const ITEMS_BETWEEN_PAUSES = 8;

/** To be called before the item at that index: pauses where it is time to, and throws the signal's reason where nobody waits any more. */
export async function betweenItems<Result>(hooks: BatchHooks<Result>, index: number): Promise<void> {
  if (hooks.pause && index > 0 && index % ITEMS_BETWEEN_PAUSES === 0) {
    await hooks.pause();
  }
  hooks.signal?.throwIfAborted();
}
