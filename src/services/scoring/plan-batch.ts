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

/** Names every item and refuses what cannot be answered, before anything is scored. No item has a say in another's plan. */
export function planBatch(items: BatchRequest["items"], rewardMode: BatchRequest["rewardMode"]): readonly PlannedItem[] {
  return items.map((item, index) => ({
    id: item.id ?? String(index),
    groupId: item.groupId,
    ...planItem(item, rewardMode),
  }));
}

function planItem(item: BatchItem, rewardMode: BatchRequest["rewardMode"]): Plan {
  if ("invalid" in item) {
    return refuse(item.invalid);
  }
  if (rewardMode === "group" && item.groupId === null) {
    return refuse({
      failureClass: "invalid_request",
      detail: '/group_id: is missing; with reward_mode "group" every item names its group',
      retryable: false,
    });
  }
  const { request } = item;
  try {
    return { request, normalization: request.normalization && readNormalization(request.normalization) };
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
