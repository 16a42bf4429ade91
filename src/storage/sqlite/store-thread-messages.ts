import type { PackedBatch, PackedOutcomes } from "./pack-batch.ts";

/** What the main thread tells the store thread. */
export type ToStoreThread = { readonly run: PackedBatch } | "close";

/** What the store thread answers: once that it is open or why it is not, then the outcomes of each batch. */
export type FromStoreThread = "opened" | { readonly refused: string } | { readonly outcomes: PackedOutcomes };
