import { FolkmootDeadlineError } from "./folkmoot-error.ts";

/** How long an answer is waited for. Whoever starts one ends it. */
export interface Deadline {
  /** Aborted when the time is over, with a `FolkmootDeadlineError`, or with the caller's reason when the caller's signal is. */
  readonly signal: AbortSignal;
  leftMs(): number;
  /** Begins anew with as much time from now. */
  restart(ms: number): void;
  end(): void;
}

/**
 * Starts one.
 * @param what is asked, for the error's text
 * @param caller the caller's own signal, if there is one
 */
export function startDeadline(what: string, ms: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let endsAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restart = (nextMs: number) => {
    clearTimeout(timer);
    endsAt = performance.now() + nextMs;
    const expire = () => controller.abort(new FolkmootDeadlineError(`${what}: no answer within ${nextMs} ms.`));
    timer = setTimeout(expire, nextMs);
  };
  const follow = () => controller.abort(caller?.reason);
  restart(ms);
  if (caller?.aborted) {
    follow();
  }
  caller?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    leftMs: () => endsAt - performance.now(),
    restart,
    end: () => {
      clearTimeout(timer);
      caller?.removeEventListener("abort", follow);
    },
  };
}
