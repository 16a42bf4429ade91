import type { Caller } from "../caller.ts";
import type { BatchResult, ScoredResult } from "./batch-evaluation.ts";
import type { ScoringFailure } from "./evaluation.ts";
import { invalidItem } from "./invalid-item.ts";
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

/** A result in its place. */
interface PlacedResult {
  readonly index: number;
  readonly result: BatchResult;
}

/** Windows, counted once a key, that one batch may be held against: while they are read, no write goes on. */
const WINDOWS_PER_BATCH_MAX = 64;

/**
 * The results with their standings, all against the histories as they were before the batch; the rewards are added to these in one operation.
 * Where the store fails, each of them is an error that says so: nothing of them was recorded, and the items can be sent again.
 */
export async function normalizeResults(
  ports: ScoringPorts,
  caller: Caller,
  items: readonly ResultToNormalize[],
): Promise<readonly PlacedResult[]> {
  const { admitted, refused } = boundWindows(items);
  const tooMany = refused.map((item) => toError(item, TOO_MANY_WINDOWS));
  if (admitted.length === 0) {
    return tooMany;
  }
  const rewards = admitted.map(({ result, normalization }) => ({ normalization, reward: result.evaluation.reward }));
  try {
    const standings = await recordRewards(ports, caller, rewards);
    const normalized = admitted.map(({ index, result }, place): PlacedResult => {
      const evaluation = { ...result.evaluation, normalized: standings[place] ?? null };
      return { index, result: { ...result, evaluation } };
    });
    return [...normalized, ...tooMany];
  } catch (error) {
    const failure = toItemFailure(ports, caller, error);
    return [...admitted.map((item) => toError(item, failure)), ...tooMany];
  }
}

const TOO_MANY_WINDOWS = invalidItem(
  `/normalization_windows: this batch asks for more than ${WINDOWS_PER_BATCH_MAX} different pairs of a key and a window; send what is left in another one`,
);

function toError({ index, result: { id, groupId } }: ResultToNormalize, failure: ScoringFailure): PlacedResult {
  return { index, result: { id, groupId, status: "error", failure } };
}

/** The items in their order as long as their windows are not too many. */
function boundWindows(items: readonly ResultToNormalize[]) {
  const asked = new Set<string>();
  const admitted: ResultToNormalize[] = [];
  const refused: ResultToNormalize[] = [];
  for (const item of items) {
    const { historyKey, windows } = item.normalization;
    const fresh = [...windows.keys()].map((text) => `${text} ${historyKey}`).filter((pair) => !asked.has(pair));
    if (asked.size + fresh.length > WINDOWS_PER_BATCH_MAX) {
      refused.push(item);
      continue;
    }
    admitted.push(item);
    for (const pair of fresh) {
      asked.add(pair);
    }
  }
  return { admitted, refused };
}
