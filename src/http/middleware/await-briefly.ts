import type { Timer } from "../../ports/timer.ts";

/** What came of a task in time. */
export interface InTime<Value> {
  readonly value: Value;
}

/** Resolves with what the task gives, or with null once that many milliseconds are over; rejects as the task does where it does so in time. The task goes on by itself. */
export function awaitBriefly<Value>(timer: Timer, limitMs: number, task: Promise<Value>): Promise<InTime<Value> | null> {
  return new Promise((resolve, reject) => {
    const disarm = timer.set(limitMs, () => resolve(null));
    task.then((value) => resolve({ value }), reject).finally(disarm);
  });
}
