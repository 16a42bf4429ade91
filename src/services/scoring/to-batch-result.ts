import type { BatchResult } from "./batch-evaluation.ts";
import type { Evaluation } from "./evaluation.ts";
import type { PlannedItem } from "./plan-batch.ts";

/** An evaluation as the result of an item, before it is held against its group. */
export function toBatchResult({ id, groupId }: Pick<PlannedItem, "id" | "groupId">, evaluation: Evaluation): BatchResult {
  // Not as alike as they look: the two have different types.
  return evaluation.status === "unscored"
    ? { id, groupId, status: evaluation.status, evaluation, groupReward: null }
    : { id, groupId, status: evaluation.status, evaluation, groupReward: null };
}
