import type { Timer } from "../../ports/timer.ts";

/** What came of a task in time. */
export interface InTime<Value> {
  readonly value: Value;
}

/** A loop that was busy past the limit runs its timers first: an answer that came meanwhile is heard within one more turn. */
const TURN_MS = 1;

/**
 * Resolves with what the task gives, or with null once that many milliseconds are over and nothing has come; rejects as the task does where it does so in time. The task goes
 * on by itself.
 */
export function awaitBriefly<Value>(timer: Timer, limitMs: number, task: Promise<Value>): Promise<InTime<Value> | null> {
  return new Promise((resolve, reject) => {
    let disarm = timer.set(limitMs, () => {
      disarm = timer.set(TURN_MS, () => resolve(null));
    });
    task.then((value) => resolve({ value }), reject).finally(() => disarm());
  });
}
