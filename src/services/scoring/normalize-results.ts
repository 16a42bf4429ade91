import type { Caller } from "../caller.ts";
import type { BatchResult, ScoredResult } from "./batch-evaluation.ts";
import type { Normalization } from "./read-normalization.ts";
import { recordRewards } from "./record-rewards.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { toItemFailure } from "./to-item-failure.ts";

/** A result, its place in the batch and the history that its reward is held against. */
export interface ResultToNormalize {
  readonly index: number;
  readonly result: ScoredResult;
  readonly normalization: Normalization;
}

/**
 * The results with their standings, all against the histories as they were before the batch; the rewards are added to these in one operation.
 * Where the store fails, each of them is an error that says so: nothing of them was recorded, and the items can be sent again.
 */
export async function normalizeResults(
  ports: ScoringPorts,
  caller: Caller,
  items: readonly ResultToNormalize[],
): Promise<readonly { readonly index: number; readonly result: BatchResult }[]> {
  if (items.length === 0) {
    return [];
  }
  const rewards = items.map(({ result, normalization }) => ({ normalization, reward: result.evaluation.reward }));
  try {
    const standings = await recordRewards(ports, caller.tenantId, rewards);
    return items.map(({ index, result }, place) => {
      const evaluation = { ...result.evaluation, normalized: standings[place] ?? null };
      return { index, result: { ...result, evaluation } };
    });
  } catch (error) {
    const failure = toItemFailure(ports, caller, error);
    return items.map(({ index, result: { id, groupId } }) => ({ index, result: { id, groupId, status: "error", failure } }));
  }
}
