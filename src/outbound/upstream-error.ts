import { ModelCallError, type ModelFailureReason } from "../ports/reward-model.ts";

/** A call of an upstream that failed. Its message says the reason and the status, never a word of the address, the request or the answer. */
export class UpstreamError extends ModelCallError {
  /** The HTTP status it answered with; null: it did not answer. */
  readonly status: number | null;

  constructor(
    reason: ModelFailureReason,
    message: string,
    status: number | null = null,
    retryAfterMs: number | null = null,
    said: string | null = null,
  ) {
    super(reason, message, retryAfterMs, { said });
    this.name = "UpstreamError";
    this.status = status;
  }
}
