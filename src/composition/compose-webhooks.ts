import type { Logger } from "pino";
import type { GaugeSource } from "../http/http-options.ts";
import type { ComparisonStore, DeliveryRecord } from "../ports/comparison-store.ts";
import { type DeliveryEvent, deliverWebhooks, type WebhookDeliveries } from "../services/people/deliver-webhooks.ts";
import { toDelivery } from "../services/people/to-delivery.ts";
import { createWebhookSender } from "../webhooks/create-webhook-sender.ts";
import { createDeliveryLog } from "./create-delivery-log.ts";
import { systemClock, systemRandom, systemTimer } from "./system-ports.ts";

export interface ServerWebhookOptions {
  /** Null: there is no webhook, and nothing is owed to it. */
  readonly url: string | null;
  /** Not null where there is a URL. */
  readonly secret: string | null;
  readonly logger: Logger;
}

/** The webhook of a server, or the lack of one. */
export interface ServerWebhook {
  /** The store, which has what is owed sent at once. */
  readonly comparisons: ComparisonStore;
  /** What is owed for a revision; null: nothing. @param comparison as the API shows it. */
  owe(tenantId: string, comparison: object, revisedAt: number): DeliveryRecord | null;
  /** Begins to send what is owed. */
  begin(): void;
  stop(): Promise<void>;
  readonly gauges: readonly GaugeSource[];
}

/** Opens the webhook of a server over its store. Throws RangeError where the URL is one to which nothing is sent. */
export function openServerWebhook(comparisons: ComparisonStore, { url, secret, logger }: ServerWebhookOptions): ServerWebhook {
  if (url === null || secret === null) {
    return { comparisons, owe: () => null, begin: () => undefined, stop: async () => undefined, gauges: [] };
  }
  const sender = createWebhookSender({ url: new URL(url), secret, clock: systemClock });
  const counts = { arrived: 0, failed: 0, given_up: 0 };
  const tell = createDeliveryLog(logger, systemClock);
  const report = (event: DeliveryEvent) => {
    if (event.kind in counts) {
      counts[event.kind as keyof typeof counts] += 1;
    }
    tell(event);
  };
  const clocks = { clock: systemClock, timer: systemTimer, random: systemRandom };
  let deliveries: WebhookDeliveries | null = null;
  return {
    comparisons: wakeWhenOwed(comparisons, () => deliveries?.wake()),
    owe: (tenantId, comparison, revisedAt) => toDelivery(systemRandom, tenantId, comparison, revisedAt),
    begin: () => {
      deliveries ??= deliverWebhooks({ ...clocks, comparisons, sender, report });
    },
    stop: async () => await deliveries?.stop(),
    gauges: [
      {
        name: "webhook_deliveries",
        help: "Attempts to send an event since the start, by what became of them; given_up: the last of several failed.",
        labelNames: ["result"],
        measure: async () => Object.entries(counts).map(([result, value]) => ({ labels: { result }, value })),
      },
    ],
  };
}

function wakeWhenOwed(comparisons: ComparisonStore, wake: () => void): ComparisonStore {
  return {
    ...comparisons,
    reviseComparison: async (tenantId, comparisonId, revision, delivery) => {
      const isKept = await comparisons.reviseComparison(tenantId, comparisonId, revision, delivery);
      if (delivery !== null) {
        wake();
      }
      return isKept;
    },
    oweDelivery: async (delivery) => {
      await comparisons.oweDelivery(delivery);
      wake();
    },
  };
}
