// What is owed to the webhook, from a database on disk to a receiver over HTTP that checks every event as the standard's own library does.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock, systemRandom } from "../../src/composition/system-ports.ts";
import type { Storage } from "../../src/ports/storage.ts";
import { type DeliveryEvent, deliverWebhooks, type WebhookDeliveries } from "../../src/services/people/deliver-webhooks.ts";
import { toDelivery } from "../../src/services/people/to-delivery.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { createWebhookSender } from "../../src/webhooks/create-webhook-sender.ts";
import { comparisonOf, revisionOf } from "../conformance/storage/records.ts";
import { createManualTime, type ManualTime } from "../doubles/manual-time.ts";

const SECRET = `whsec_${Buffer.from("a key of at least 24 bytes").toString("base64")}`;

interface Event {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
}

let folder: string;
let storage: Storage;
let time: ManualTime;
let server: Server;
let received: Event[];
let told: DeliveryEvent[];
let respond: (response: ServerResponse, event: Event) => void;
let running: WebhookDeliveries | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-webhooks-"));
  storage = await openStorage("sqlite::memory:", { exclusive: true, clock: systemClock });
  time = createManualTime(systemClock.now());
  received = [];
  told = [];
  respond = (response) => response.writeHead(204).end();
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) {
      body += chunk;
    }
    const { type, data } = new Webhook(SECRET).verify(body, request.headers as Record<string, string>) as {
      readonly type: string;
      readonly data: { readonly revision: number };
    };
    const event = { id: String(request.headers["webhook-id"]), type, revision: data.revision };
    received.push(event);
    respond(response, event);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await running?.stop();
  await storage.close();
  rmSync(folder, { recursive: true });
});

function begin(timeoutMs = 20_000): WebhookDeliveries {
  const { port } = server.address() as AddressInfo;
  const sender = createWebhookSender({
    url: new URL(`http://127.0.0.1:${port}/`),
    secret: SECRET,
    clock: systemClock,
    limits: { timeoutMs, answerBytesMax: 1000 },
  });
  const { clock, timer } = time;
  const { comparisons } = storage;
  running = deliverWebhooks({ comparisons, clock, timer, random: systemRandom, sender, report: (event) => told.push(event) });
  return running;
}

/** Adds revisions of a comparison, each of which owes an event, a millisecond after another. */
async function revise(...revisions: readonly number[]): Promise<void> {
  const { tenantId, comparisonId } = comparisonOf();
  await storage.comparisons.settleComparison(comparisonOf(), revisionOf());
  for (const revision of revisions) {
    time.advance(1);
    const revisedAt = time.clock.now();
    const delivery = toDelivery(systemRandom, tenantId, { comparison_id: comparisonId, revision }, revisedAt);
    const record = revisionOf({ revision, revisedAt });
    expect(await storage.comparisons.reviseComparison(tenantId, comparisonId, record, delivery)).toBe(true);
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await turn();
  }
}

const owed = async () => (await storage.comparisons.findDueDeliveries(Number.MAX_SAFE_INTEGER, 100)).length;
const revisions = () => received.map(({ revision }) => revision);

describe("revisions of comparisons", () => {
  it("arrive at the webhook, signed, each once", async () => {
    await revise(2, 3, 4);
    begin();
    await until(() => told.length === 3);
    await running?.stop();
    expect(revisions().sort()).toEqual([2, 3, 4]);
    expect(new Set(received.map(({ id }) => id)).size).toBe(3);
    expect(received).toContainEqual({ id: expect.stringMatching(/^msg_/), type: "comparison.revised", revision: 2 });
    expect(await owed()).toBe(0);
  });

  it("come again, under the same id, to a receiver that failed", async () => {
    await revise(2);
    respond = (response) => response.writeHead(received.length === 1 ? 503 : 200).end();
    begin();
    await until(() => told.length === 1);
    expect(told).toMatchObject([{ kind: "failed", attempts: 1, detail: "answered 503" }]);
    while (received.length === 1) {
      time.advance(1000);
      await turn();
    }
    await until(() => told.length === 2);
    await running?.stop();
    expect(received[1]).toEqual(received[0]);
    expect(await owed()).toBe(0);
  });

  it("do not wait for ever on a receiver that hangs, and pass it by meanwhile", async () => {
    await revise(2, 3);
    respond = (response, { revision }) => void (revision === 2 || response.writeHead(200).end());
    begin(500);
    await until(() => told.length === 2);
    await running?.stop();
    expect(told.map(({ kind }) => kind)).toEqual(["arrived", "failed"]);
    expect(await owed()).toBe(1);
  });

  it("arrive after a restart where they had not before", async () => {
    const file = `sqlite:${join(folder, "votes.db")}`;
    await storage.close();
    storage = await openStorage(file, { exclusive: true, clock: systemClock });
    await revise(2);
    respond = () => undefined;
    const first = begin();
    await until(() => received.length === 1);
    const stopped = first.stop();
    time.advance(2000);
    await stopped;
    await storage.close();
    storage = await openStorage(file, { exclusive: true, clock: systemClock });
    expect(await owed()).toBe(1);
    respond = (response) => response.writeHead(200).end();
    begin();
    await until(() => told.some(({ kind }) => kind === "arrived"));
    await running?.stop();
    expect(received[1]).toEqual(received[0]);
    expect(await owed()).toBe(0);
  });

  it("stop at 410, and nothing stays owed", async () => {
    await revise(2);
    respond = (response) => response.writeHead(410).end();
    const deliveries = begin();
    await until(() => told.length === 1);
    await revise(3, 4);
    deliveries.wake();
    while ((await owed()) > 0) {
      await turn();
    }
    expect(revisions()).toEqual([2]);
    expect(told).toEqual([{ kind: "gone", deliveryId: received[0]?.id }]);
  });
});
