import { InvalidRequestError } from "../../domain/errors.ts";
import type { BatchItem, BatchRequest, NamedItem } from "./batch-evaluation.ts";
import type { EvaluateRequest, ScoringFailure } from "./evaluation.ts";
import { failureOf } from "./failure-of.ts";
import { invalidItem } from "./invalid-item.ts";
import { type Normalization, readNormalization } from "./read-normalization.ts";

/** One item as it will be scored, or why it will not be. */
export type PlannedItem = NamedItem &
  (
    | { readonly request: EvaluateRequest; readonly normalization: Normalization | null }
    | { readonly refusal: ScoringFailure; readonly normalization: null }
  );

/** Names every item and refuses what cannot be answered, before anything is scored. No item has a say in another's plan. */
export function planBatch(items: BatchRequest["items"], rewardMode: BatchRequest["rewardMode"]): readonly PlannedItem[] {
  return items.map((item, index) => planItem(item.id ?? String(index), item, rewardMode));
}

function planItem(id: string, item: BatchItem, rewardMode: BatchRequest["rewardMode"]): PlannedItem {
  const { groupId } = item;
  if ("invalid" in item) {
    return { id, groupId, refusal: item.invalid, normalization: null };
  }
  if (rewardMode === "group" && groupId === null) {
    return { id, groupId, refusal: NO_GROUP, normalization: null };
  }
  const { request } = item;
  try {
    return { id, groupId, request, normalization: request.normalization && readNormalization(request.normalization) };
  } catch (error) {
    if (error instanceof InvalidRequestError) {
      return { id, groupId, refusal: failureOf(error), normalization: null };
    }
    throw error;
  }
}

const NO_GROUP = invalidItem('/group_id: is missing; with reward_mode "group" every item names its group');
