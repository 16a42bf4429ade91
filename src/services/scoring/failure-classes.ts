import type { BatchResult } from "./batch-evaluation.ts";
import { isScored } from "./is-scored.ts";

/** The class of every failure that left an item of a batch without a reward, in the order of the items. */
export function failureClassesOf(results: readonly BatchResult[]): readonly string[] {
  return results.flatMap((result) => {
    if (isScored(result)) {
      return [];
    }
    const { failureClass } = result.status === "error" ? result.failure : result.evaluation.failure;
    return [failureClass];
  });
}

/** How often each class stands there. */
export function countByClass(failureClasses: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const failureClass of failureClasses) {
    counts[failureClass] = (counts[failureClass] ?? 0) + 1;
  }
  return counts;
}
