import type { BatchResult, ScoredResult } from "./batch-evaluation.ts";

/** Whether the item has a reward. */
export function isScored(result: BatchResult): result is ScoredResult {
  return result.status === "ok" || result.status === "disqualified";
}
