import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import type { DeliveryRecord } from "../../ports/comparison-store.ts";
import type { WebhookOutcome } from "../../ports/webhook-sender.ts";
import { type DeliveryEvent, deliverWebhooks } from "./deliver-webhooks.ts";

const START = 1_000_000;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const ARRIVED: WebhookOutcome = { kind: "arrived" };
const failed = (retryAfterMs: number | null = null): WebhookOutcome => ({ kind: "failed", detail: "answered 500", retryAfterMs });

interface Attempt {
  readonly deliveryId: string;
  readonly at: number;
  readonly end: (outcome: WebhookOutcome) => void;
}

/** A store that keeps what it is told and fails when it is told; a receiver that answers by `answer`, or when the test says so. */
function createWorld(answer: ((deliveryId: string) => WebhookOutcome) | null = () => ARRIVED) {
  const time = createManualTime(START);
  const owed = new Map<string, DeliveryRecord>();
  const attempts: Attempt[] = [];
  const events: DeliveryEvent[] = [];
  const store = { isBroken: false };
  const write = async (change: () => void) => {
    await turn();
    if (store.isBroken) {
      throw new Error("The disk is full.");
    }
    change();
  };
  const ports = {
    clock: time.clock,
    timer: time.timer,
    random: { uint32: () => 2 ** 31, token: () => "" },
    comparisons: {
      findDueDeliveries: async (at: number, limit: number) => {
        await write(() => undefined);
        const due = [...owed.values()].filter(({ dueAt }) => dueAt <= at);
        return due.sort((one, other) => one.dueAt - other.dueAt).slice(0, limit);
      },
      endDelivery: (deliveryId: string) => write(() => void owed.delete(deliveryId)),
      postponeDelivery: (deliveryId: string, made: number, dueAt: number) =>
        write(() => {
          const delivery = owed.get(deliveryId);
          if (delivery !== undefined) {
            owed.set(deliveryId, { ...delivery, attempts: made, dueAt });
          }
        }),
    },
    sender: {
      send: (deliveryId: string, _payload: string, signal: AbortSignal) =>
        new Promise<WebhookOutcome>((end) => {
          attempts.push({ deliveryId, at: time.clock.now() - START, end });
          signal.addEventListener("abort", () => end({ kind: "failed", detail: "given up", retryAfterMs: null }));
          if (answer !== null) {
            end(answer(deliveryId));
          }
        }),
    },
    report: (event: DeliveryEvent) => void events.push(event),
  };
  return {
    time,
    owed,
    attempts,
    events,
    store,
    owe: (deliveryId: string, dueAt = START) =>
      owed.set(deliveryId, { deliveryId, tenantId: "acme", payload: "{}", createdAt: START, attempts: 0, dueAt }),
    begin: () => deliverWebhooks(ports),
    names: () => attempts.map(({ deliveryId }) => deliveryId),
  };
}

/** Lets everything that can happen without the clock happen. */
async function settle(): Promise<void> {
  for (let count = 0; count < 50; count += 1) {
    await turn();
  }
}

describe("what is owed to the webhook", () => {
  it("is sent at the start, the longest due first", async () => {
    const world = createWorld();
    for (const [name, dueAt] of [
      ["c", 3] as const,
      ["a", 1] as const,
      ["f", 6] as const,
      ["b", 2] as const,
      ["e", 5] as const,
      ["d", 4] as const,
    ]) {
      world.owe(name, dueAt);
    }
    world.begin();
    await settle();
    expect(world.names()).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(world.owed.size).toBe(0);
    expect(world.events.map(({ kind }) => kind)).toEqual(Array(6).fill("arrived"));
  });

  it("is sent at once when somebody says that it is there, within a minute when nobody does, and each once", async () => {
    const world = createWorld();
    const deliveries = world.begin();
    await settle();
    world.owe("a");
    deliveries.wake();
    deliveries.wake();
    await settle();
    expect(world.names()).toEqual(["a"]);
    world.owe("b");
    world.time.advance(MINUTE);
    await settle();
    expect(world.names()).toEqual(["a", "b"]);
  });

  it("is sent four at a time, however many there are", async () => {
    const world = createWorld(null);
    for (let count = 0; count < 10; count += 1) {
      world.owe(`m${count}`, START - 10 + count);
    }
    const deliveries = world.begin();
    await settle();
    deliveries.wake();
    await settle();
    expect(world.names()).toEqual(["m0", "m1", "m2", "m3"]);
    world.attempts[2]?.end(ARRIVED);
    await settle();
    expect(world.names()).toEqual(["m0", "m1", "m2", "m3", "m4"]);
  });

  it("is tried again after growing waits, each a little longer than its name, and given up in the end", async () => {
    const world = createWorld(() => failed());
    world.owe("a");
    const deliveries = world.begin();
    await settle();
    for (const [index, waitMs] of [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR].entries()) {
      // The draw is one half: each wait is a twentieth longer.
      world.time.advance(waitMs * 1.05 - 1);
      deliveries.wake();
      await settle();
      expect(world.attempts).toHaveLength(index + 1);
      world.time.advance(1);
      await settle();
      expect(world.attempts).toHaveLength(index + 2);
    }
    expect(world.events.map((event) => ("attempts" in event ? [event.kind, event.attempts] : event))).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((count) => ["failed", count]),
      ["given_up", 7],
    ]);
    expect(world.owed.size).toBe(0);
  });

  it("waits for as long as the receiver asks, within reason", async () => {
    const world = createWorld((name) => failed(name === "a" ? MINUTE : 1000 * HOUR));
    world.owe("a");
    world.owe("b");
    world.begin();
    await settle();
    expect([...world.owed.values()].map(({ dueAt }) => dueAt - START)).toEqual([MINUTE, 10 * HOUR]);
  });

  it("does not wait behind what failed", async () => {
    const world = createWorld((name) => (name === "bad" ? failed() : ARRIVED));
    world.owe("bad", START - 1);
    world.owe("good");
    world.begin();
    await settle();
    expect([...world.owed.keys()]).toEqual(["bad"]);
  });

  it("is dropped once the receiver says that it wants no more, which is told once", async () => {
    const world = createWorld(() => ({ kind: "gone" }));
    world.owe("a");
    const deliveries = world.begin();
    await settle();
    world.owe("b");
    world.owe("c");
    deliveries.wake();
    await settle();
    expect(world.names()).toEqual(["a"]);
    expect(world.owed.size).toBe(0);
    expect(world.events).toEqual([{ kind: "gone", deliveryId: "a" }]);
  });

  it("is not sent twice because the store fails after it arrived", async () => {
    const world = createWorld(null);
    world.owe("a");
    world.begin();
    await settle();
    world.store.isBroken = true;
    world.attempts[0]?.end(ARRIVED);
    await settle();
    world.time.advance(5 * SECOND);
    await settle();
    expect(world.events.filter(({ kind }) => kind === "store_failed").length).toBeGreaterThanOrEqual(2);
    world.store.isBroken = false;
    world.time.advance(10 * SECOND);
    await settle();
    expect(world.owed.size).toBe(0);
    expect(world.names()).toEqual(["a"]);
  });

  it("is looked for again where the store could not be read", async () => {
    const world = createWorld();
    world.owe("a");
    world.store.isBroken = true;
    world.begin();
    await settle();
    world.store.isBroken = false;
    world.time.advance(5 * SECOND);
    await settle();
    expect(world.names()).toEqual(["a"]);
  });

  it("survives a restart: what did not arrive is sent by the next server", async () => {
    const world = createWorld(null);
    world.owe("a");
    world.owe("b");
    const deliveries = world.begin();
    await settle();
    world.attempts[0]?.end(failed());
    await settle();
    const stopped = deliveries.stop();
    world.time.advance(2 * SECOND);
    await stopped;
    expect([...world.owed.values()].map(({ attempts }) => attempts)).toEqual([1, 0]);
    expect(world.time.pending).toBe(0);
    world.begin();
    await settle();
    expect(world.names()).toEqual(["a", "b", "b"]);
    world.time.advance(4 * SECOND);
    await settle();
    expect(world.names()).toEqual(["a", "b", "b", "a"]);
  });

  it("is let arrive for a moment when the server stops, and nothing is begun after", async () => {
    const world = createWorld(null);
    world.owe("a");
    const deliveries = world.begin();
    await settle();
    const stopped = deliveries.stop();
    world.owe("b");
    deliveries.wake();
    world.attempts[0]?.end(ARRIVED);
    await stopped;
    expect([...world.owed.keys()]).toEqual(["b"]);
    expect(world.names()).toEqual(["a"]);
    expect(world.time.pending).toBe(0);
  });

  it("does not hold up the stop while the store fails", async () => {
    const world = createWorld(null);
    world.owe("a");
    const deliveries = world.begin();
    await settle();
    world.store.isBroken = true;
    world.attempts[0]?.end(ARRIVED);
    await settle();
    await deliveries.stop();
    expect(world.time.pending).toBe(0);
  });
});
