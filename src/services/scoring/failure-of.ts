import type { FolkmootError } from "../../domain/errors.ts";
import type { ScoringFailure } from "./evaluation.ts";

/** A typed error as the failure of one item: every fault with its pointer into the item. */
export function failureOf(error: FolkmootError): ScoringFailure {
  const details = error.errors.map(({ pointer, detail }) => `${pointer}: ${detail}`);
  return {
    failureClass: error.code,
    detail: details.length > 0 ? details.join("; ") : error.message,
    retryable: error.isRetryable,
  };
}
