import { InvalidRequestError } from "../../domain/errors.ts";
import type { BatchItem, BatchRequest } from "./batch-evaluation.ts";
import type { EvaluateRequest, ScoringFailure } from "./evaluation.ts";
import { failureOf } from "./failure-of.ts";
import { type Normalization, readNormalization } from "./read-normalization.ts";

/** One item as it will be scored, or why it will not be. */
export type PlannedItem = { readonly id: string; readonly groupId: string | null } & Plan;

type Plan =
  | { readonly request: EvaluateRequest; readonly normalization: Normalization | null }
  | { readonly refusal: ScoringFailure; readonly normalization: null };

/** Histories that one batch may write to: all the windows of each are read while no other write goes on. */
const HISTORIES_PER_BATCH_MAX = 32;

/** Names every item and refuses what cannot be answered in this batch, before anything is scored: the order of the work then changes no answer. */
export function planBatch(items: BatchRequest["items"], rewardMode: BatchRequest["rewardMode"]): readonly PlannedItem[] {
  const windowsByKey = new Map<string, string>();
  return items.map((item, index) => ({
    id: item.id ?? String(index),
    groupId: item.groupId,
    ...planItem(item, rewardMode, windowsByKey),
  }));
}

function planItem(item: BatchItem, rewardMode: BatchRequest["rewardMode"], windowsByKey: Map<string, string>): Plan {
  if ("invalid" in item) {
    return refuse(item.invalid);
  }
  if (rewardMode === "group" && item.groupId === null) {
    return refuse(invalid('/group_id: is missing; with reward_mode "group" every item names its group'));
  }
  const { request } = item;
  if (request.normalization === null) {
    return { request, normalization: null };
  }
  try {
    const normalization = readNormalization(request.normalization);
    const refusal = claimHistory(normalization, windowsByKey);
    return refusal ? refuse(refusal) : { request, normalization };
  } catch (error) {
    if (error instanceof InvalidRequestError) {
      return refuse(failureOf(error));
    }
    throw error;
  }
}

function refuse(refusal: ScoringFailure): Plan {
  return { refusal, normalization: null };
}

/** Enters the item's history among those of the batch. A refusal where it asks for other windows than an earlier item of its key, or is one history too many. */
function claimHistory({ historyKey, windows }: Normalization, windowsByKey: Map<string, string>): ScoringFailure | null {
  const asked = [...windows.keys()].join(" ");
  const claimed = windowsByKey.get(historyKey);
  if (claimed === undefined) {
    if (windowsByKey.size === HISTORIES_PER_BATCH_MAX) {
      return invalid(
        `/normalization_key: is one more than the ${HISTORIES_PER_BATCH_MAX} different keys that one batch may have`,
      );
    }
    windowsByKey.set(historyKey, asked);
    return null;
  }
  return claimed === asked
    ? null
    : invalid(
        "/normalization_windows: are others than those of an earlier item with this normalization_key; one batch asks for the same",
      );
}

function invalid(detail: string): ScoringFailure {
  return { failureClass: "invalid_request", detail, retryable: false };
}
