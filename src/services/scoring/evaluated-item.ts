import type { BatchResult } from "./batch-evaluation.ts";
import type { EvaluateRequest } from "./evaluation.ts";
import type { PlannedItem } from "./plan-batch.ts";

/** An item of a batch with what became of it so far. */
export interface EvaluatedItem {
  readonly index: number;
  readonly item: PlannedItem;
  readonly groupId: string | null;
  /** Null: the item is none that can be scored. */
  readonly request: EvaluateRequest | null;
  readonly result: BatchResult;
}
