/** What became of one attempt. `gone`: the receiver wants no more events, ever. */
export type WebhookOutcome =
  | { readonly kind: "arrived" }
  | { readonly kind: "gone" }
  | {
      readonly kind: "failed";
      /** For the log: a status or a fault of the network, nothing of the event. */
      readonly detail: string;
      /** How long the receiver asks to be left alone, in milliseconds; null: it does not say. */
      readonly retryAfterMs: number | null;
    };

/** Sends signed events to the one receiver that is configured. */
export interface WebhookSender {
  /**
   * One attempt, which takes a bounded time. Never rejects.
   * @param deliveryId the same for every attempt: receivers know an event again by it.
   * @param signal gives the attempt up, as `failed`.
   */
  send(deliveryId: string, payload: string, signal: AbortSignal): Promise<WebhookOutcome>;
}
