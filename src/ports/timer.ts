/** The longest delay in milliseconds that a timer of the system takes, some 24 days; a longer one would fire at once. */
export const TIMER_MS_MAX = 2 ** 31 - 1;

/** Waking up later, handed in so that tests and simulations own the time. */
export interface Timer {
  /** Runs `wake` once after at least `delayMs` milliseconds, never before. The returned function takes it back. */
  set(delayMs: number, wake: () => void): () => void;
}
