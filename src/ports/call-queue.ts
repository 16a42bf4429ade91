/** Calls of one source: so many are under way at a time, the others wait in a line. Its own bulkhead: a source that hangs holds up nobody else. */
export interface CallQueue {
  /** Runs the task when its turn has come, in the order of asking; at once where there is room. Settles as the task does. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Whether a task would run at once. */
  readonly hasRoom: boolean;
}

/** @param concurrency tasks under way at a time, ≥ 1 */
export type OpenCallQueue = (concurrency: number) => CallQueue;
