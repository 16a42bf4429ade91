/** What bounds the work that waits for the database. */
export interface StorageLimits {
  /** Operations that one commit carries at most. */
  readonly operationsPerBatchMax: number;
  /** Operations that may wait for the commit under way; further ones are refused as `overloaded`. */
  readonly waitingOperationsMax: number;
}

export const DEFAULT_STORAGE_LIMITS: StorageLimits = { operationsPerBatchMax: 512, waitingOperationsMax: 10_000 };
