import { toFraction } from "../../domain/numerics/to-fraction.ts";
import type { ComparisonStore, DeliveryRecord } from "../../ports/comparison-store.ts";
import type { WebhookOutcome, WebhookSender } from "../../ports/webhook-sender.ts";
import type { ServicePorts } from "../service-ports.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** How long after each attempt in vain the next one follows. After the last of them an event is given up. */
const RETRY_WAITS_MS = [5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS] as const;
const RETRY_WAIT_MS_MAX = 10 * HOUR_MS;
/** A wait is longer by up to this share of it, so that what failed together is not tried together again. */
const JITTER = 0.1;
/** A receiver that is slow must not hold up all, one that is quick must not be flooded. */
const SENT_AT_ONCE_MAX = 4;
/** Time between two looks at what is due where nobody calls for one. */
const LOOK_EVERY_MS = MINUTE_MS;
const STORE_RETRY_MS = 5 * SECOND_MS;
/** How long those under way may take to end when the server stops. */
const STOP_GRACE_MS = 2 * SECOND_MS;

type FailedAttempt = Extract<WebhookOutcome, { kind: "failed" }>;

/** What is told of deliveries. `failed`: one attempt of several. `given_up`: the last one failed. `gone`: the receiver wants no events any more; told once. */
export type DeliveryEvent =
  | { readonly kind: "arrived"; readonly deliveryId: string }
  | { readonly kind: "gone"; readonly deliveryId: string }
  | { readonly kind: "failed" | "given_up"; readonly deliveryId: string; readonly attempts: number; readonly detail: string }
  | { readonly kind: "store_failed"; readonly fault: unknown };

export interface DeliveryPorts extends Pick<ServicePorts, "clock" | "timer" | "random"> {
  readonly comparisons: Pick<ComparisonStore, "findDueDeliveries" | "endDelivery" | "postponeDelivery">;
  readonly sender: WebhookSender;
  readonly report: (event: DeliveryEvent) => void;
}

/** The sending of what is owed to the webhook, until it is stopped. */
export interface WebhookDeliveries {
  /** Something new is owed. */
  wake(): void;
  /** Begins nothing more and waits a moment for what is under way. What is not told as arrived stays owed. */
  stop(): Promise<void>;
}

/**
 * Begins to send what is owed to the webhook, the longest due first, a few at a time. An event arrives at least once, whatever fails or restarts; a receiver knows one that comes twice by its
 * id. Events of one comparison may overtake each other: each says its revision.
 */
export function deliverWebhooks(ports: DeliveryPorts): WebhookDeliveries {
  const deliveries = new Courier(ports);
  deliveries.wake();
  return deliveries;
}

class Courier implements WebhookDeliveries {
  readonly #ports: DeliveryPorts;
  readonly #underWay = new Map<string, Promise<void>>();
  /** Aborts when the server stops: nothing more is begun. */
  readonly #stop = new AbortController();
  /** Aborts a moment later: what is under way is given up. */
  readonly #giveUp = new AbortController();
  #looking: Promise<void> | null = null;
  #isWoken = false;
  /** The receiver said that it wants no events any more. */
  #isGone = false;
  #disarm: () => void = () => undefined;

  constructor(ports: DeliveryPorts) {
    this.#ports = ports;
  }

  wake(): void {
    this.#isWoken = true;
    this.#looking ??= this.#look();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#disarm();
    const disarm = this.#ports.timer.set(STOP_GRACE_MS, () => this.#giveUp.abort());
    await Promise.all([this.#looking, ...this.#underWay.values()]);
    disarm();
  }

  get #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #look(): Promise<void> {
    while (this.#isWoken && !this.#isStopped) {
      this.#isWoken = false;
      const delayMs = await this.#beginDue();
      this.#disarm();
      if (!this.#isStopped) {
        this.#disarm = this.#ports.timer.set(delayMs, () => this.wake());
      }
    }
    this.#looking = null;
  }

  /** Begins as many as may be under way. Returns after how many milliseconds to look again. */
  async #beginDue(): Promise<number> {
    const { comparisons, clock } = this.#ports;
    const busy = new Set(this.#underWay.keys());
    let upcoming: readonly DeliveryRecord[];
    try {
      // What is under way is still owed, so it is among these. One look tells what is due and when the next one will be.
      upcoming = await comparisons.findDueDeliveries(clock.now() + LOOK_EVERY_MS, 2 * SENT_AT_ONCE_MAX);
    } catch (fault) {
      this.#ports.report({ kind: "store_failed", fault });
      return STORE_RETRY_MS;
    }
    if (this.#isStopped) {
      return LOOK_EVERY_MS;
    }
    const now = clock.now();
    // One that ended meanwhile may still be among them: its end has called for another look.
    const idle = upcoming.filter(({ deliveryId }) => !busy.has(deliveryId));
    for (const delivery of idle.filter(({ dueAt }) => dueAt <= now).slice(0, SENT_AT_ONCE_MAX - this.#underWay.size)) {
      this.#begin(delivery);
    }
    const next = idle.find(({ dueAt }) => dueAt > now);
    return next === undefined ? LOOK_EVERY_MS : next.dueAt - now;
  }

  #begin(delivery: DeliveryRecord): void {
    const work = this.#deliver(delivery).finally(() => {
      this.#underWay.delete(delivery.deliveryId);
      this.wake();
    });
    this.#underWay.set(delivery.deliveryId, work);
  }

  async #deliver(delivery: DeliveryRecord): Promise<void> {
    const { sender, comparisons, report } = this.#ports;
    const { deliveryId, payload } = delivery;
    const outcome: WebhookOutcome = this.#isGone ? { kind: "gone" } : await sender.send(deliveryId, payload, this.#giveUp.signal);
    if (outcome.kind === "failed") {
      await this.#postpone(delivery, outcome);
      return;
    }
    if (outcome.kind === "arrived" || !this.#isGone) {
      report({ ...outcome, deliveryId });
    }
    this.#isGone ||= outcome.kind === "gone";
    await this.#keep(() => comparisons.endDelivery(deliveryId));
  }

  async #postpone({ deliveryId, attempts }: DeliveryRecord, outcome: FailedAttempt): Promise<void> {
    if (this.#giveUp.signal.aborted) {
      return;
    }
    const { comparisons, clock, random, report } = this.#ports;
    const { detail, retryAfterMs } = outcome;
    const made = attempts + 1;
    const waitMs = RETRY_WAITS_MS[attempts];
    report({ kind: waitMs === undefined ? "given_up" : "failed", deliveryId, attempts: made, detail });
    if (waitMs === undefined) {
      await this.#keep(() => comparisons.endDelivery(deliveryId));
      return;
    }
    const jitteredMs = waitMs * (1 + JITTER * toFraction(random.uint32()));
    const dueAt = clock.now() + Math.ceil(Math.max(jitteredMs, Math.min(retryAfterMs ?? 0, RETRY_WAIT_MS_MAX)));
    await this.#keep(() => comparisons.postponeDelivery(deliveryId, made, dueAt));
  }

  /** Repeats a write until it is done or the server stops: an event that arrived must not be sent again because the disk was full for a moment. */
  async #keep(write: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await write();
        return;
      } catch (fault) {
        this.#ports.report({ kind: "store_failed", fault });
      }
      await this.#pause(STORE_RETRY_MS);
      if (this.#isStopped) {
        return;
      }
    }
  }

  #pause(delayMs: number): Promise<void> {
    if (this.#isStopped) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const { signal } = this.#stop;
      const stop = () => {
        disarm();
        resolve();
      };
      const disarm = this.#ports.timer.set(delayMs, () => {
        signal.removeEventListener("abort", stop);
        resolve();
      });
      signal.addEventListener("abort", stop, { once: true });
    });
  }
}
