import type { ScoringFailure } from "./evaluation.ts";

/** Why an item is refused that breaks a rule. @param detail what the caller is told, with a pointer into the item where it has a place. */
export function invalidItem(detail: string): ScoringFailure {
  return { failureClass: "invalid_request", detail, retryable: false };
}
