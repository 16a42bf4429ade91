import type { Timer } from "../../ports/timer.ts";

/** By what answers are gathered. */
export interface GatherTerms {
  /** Without so many there is no answer. */
  readonly answersMin: number;
  /** Milliseconds that have passed since some moment; no setting of the clock moves it. */
  readonly stopwatch: () => number;
  readonly timer: Timer;
}

/** Those that are late once enough have answered get as long again as those took; not less than that, milliseconds. */
const GRACE_MS_MIN = 50;

/**
 * Asks several at once and resolves to what those said that answered, in the order of the asked: to all of it, or to what there is when the late ones have had as long again as the first `answersMin` took. Who is not waited for
 * is stopped. Rejects as the first that failed as soon as fewer than `answersMin` can answer.
 */
export function gatherAnswers<T>(
  asked: readonly ((signal: AbortSignal) => Promise<T>)[],
  { answersMin, stopwatch, timer }: GatherTerms,
  signal: AbortSignal,
): Promise<readonly T[]> {
  return new Promise((resolve, reject) => {
    const others = new AbortController();
    const either = AbortSignal.any([signal, others.signal]);
    const begunAt = stopwatch();
    const answers = new Map<number, T>();
    const failures: unknown[] = [];
    let stopWaiting: (() => void) | null = null;
    const end = () => {
      stopWaiting?.();
      others.abort();
    };
    const settle = () => {
      end();
      resolve([...answers].sort(([one], [other]) => one - other).map(([, answer]) => answer));
    };
    const note = () => {
      if (asked.length - failures.length < answersMin) {
        end();
        reject(failures[0]);
      } else if (answers.size + failures.length === asked.length) {
        settle();
      } else if (answers.size >= answersMin) {
        stopWaiting ??= timer.set(Math.max(GRACE_MS_MIN, stopwatch() - begunAt), settle);
      }
    };
    for (const [index, ask] of asked.entries()) {
      ask(either).then(
        (answer) => {
          answers.set(index, answer);
          note();
        },
        (failure: unknown) => {
          failures.push(failure);
          note();
        },
      );
    }
  });
}
