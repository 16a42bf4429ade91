import { Webhook } from "standardwebhooks";
import { hostOf } from "../outbound/host-of.ts";
import { isDeniedAddress } from "../outbound/is-denied-address.ts";
import { type PostAnswer, type PostTerms, postText } from "../outbound/post-text.ts";
import type { Clock } from "../ports/clock.ts";
import type { WebhookOutcome, WebhookSender } from "../ports/webhook-sender.ts";

/** What Standard Webhooks recommends: long enough for a receiver that works before it answers. */
const DEFAULT_LIMITS = { timeoutMs: 15_000, answerBytesMax: 64 * 1024 };
const GONE = 410;

export interface WebhookSenderOptions {
  /** Of the receiver; http or https. */
  readonly url: URL;
  /** `whsec_` and the key in base64. */
  readonly secret: string;
  readonly clock: Clock;
  readonly limits?: Pick<PostTerms, "timeoutMs" | "answerBytesMax">;
}

/**
 * Sends events as Standard Webhooks describes: `webhook-id`, `webhook-timestamp` and `webhook-signature` (HMAC-SHA256 over all three parts). Throws RangeError where the URL
 * names an address to which nothing is sent.
 */
export function createWebhookSender({ url, secret, clock, limits = DEFAULT_LIMITS }: WebhookSenderOptions): WebhookSender {
  const host = hostOf(url);
  if (isDeniedAddress(host)) {
    throw new RangeError(`Nothing is sent to ${host}.`);
  }
  const webhook = new Webhook(secret);
  const terms: PostTerms = { ...limits, isDenied: isDeniedAddress };
  return {
    send: async (deliveryId, payload, signal) => {
      const sentAt = new Date(clock.now());
      const headers = {
        "Content-Type": "application/json",
        "User-Agent": "Folkmoot",
        "webhook-id": deliveryId,
        "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
        "webhook-signature": webhook.sign(deliveryId, sentAt, payload),
      };
      try {
        return outcomeOf(await postText(url, headers, payload, terms, signal));
      } catch (error) {
        return { kind: "failed", detail: error instanceof Error ? describe(error) : "no answer", retryAfterMs: null };
      }
    },
  };
}

function outcomeOf({ status, retryAfter }: PostAnswer): WebhookOutcome {
  if (status >= 200 && status < 300) {
    return { kind: "arrived" };
  }
  if (status === GONE) {
    return { kind: "gone" };
  }
  const retryAfterMs = retryAfter !== null && /^[0-9]{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : null;
  const hint = status >= 300 && status < 400 ? "; redirects are not followed" : "";
  return { kind: "failed", detail: `answered ${status}${hint}`, retryAfterMs };
}

/** Several addresses that were tried make one error without a message of its own. */
function describe(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  return error.message === "" ? (code ?? error.name) : error.message;
}
