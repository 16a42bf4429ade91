/** What bounds the work that waits for the database, and how it is bundled. */
export interface StorageLimits {
  /** Operations that one commit carries at most. */
  readonly operationsPerBatchMax: number;
  /** Operations that may be on their way to the database; further ones are refused as `overloaded`. */
  readonly waitingOperationsMax: number;
  /**
   * So many waiting operations are sent while others are under way, so that the store thread never has to wait for the main thread's next round; null: they wait until nothing is
   * under way.
   */
  readonly operationsSentAhead: number | null;
}

/**
 * The limits for a machine of so many cores. Two threads that share a core gain nothing from running side by side: there the fewest, largest commits are best.
 * With a second core, votes a second rise by three tenths with operations sent four at a time (docs/benchmarks.md); two or eight do as well.
 */
export function storageLimitsFor(cores: number): StorageLimits {
  return { operationsPerBatchMax: 512, waitingOperationsMax: 10_000, operationsSentAhead: cores > 1 ? 4 : null };
}
