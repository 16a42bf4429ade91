import type { PackedBatch, PackedOutcomes } from "./pack-batch.ts";
import type { StoreEngineOptions } from "./store-engine.ts";

/** What the store thread is started with. */
export interface StoreThreadOptions extends StoreEngineOptions {
  /** Batches are joined to one commit until they hold so many operations. */
  readonly operationsPerBatchMax: number;
}

/** What the main thread tells the store thread. */
export type ToStoreThread = { readonly run: PackedBatch } | "close";

/** What the store thread answers: once that it is open or why it is not, then the outcomes of the batches of each commit. */
export type FromStoreThread = "opened" | { readonly refused: string } | { readonly committed: readonly PackedOutcomes[] };
