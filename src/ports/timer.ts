/** Waking up later, handed in so that tests and simulations own the time. */
export interface Timer {
  /** Runs `wake` once after at least `delayMs` milliseconds, never before. The returned function takes it back. */
  set(delayMs: number, wake: () => void): () => void;
}
