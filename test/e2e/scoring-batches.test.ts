import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { describe, expect, it } from "vitest";
import type { ApiClient } from "./support/api-client.ts";
import { FIRST_EDITION, useProgramWorld } from "./support/program-world.ts";
import { TEA_HOUSE, TEA_SCENARIO, writeTeaHouse } from "./support/tea-house.ts";
import { waitUntil } from "./support/wait-until.ts";

const world = useProgramWorld();
const ITEMS = 1024;
const BATCH = "/api/v1/batch/evaluate";
const LINES = { accept: "application/x-ndjson" };

/** A batch of about a megabyte, or a multiple of it; every item differs, so that none is answered from what is kept of another. */
function createBatch(salt = "", size = 1) {
  const items = Array.from({ length: ITEMS }, (_, index) => ({
    id: `item-${index}`,
    collection_slug: TEA_HOUSE,
    scenario_slug: TEA_SCENARIO,
    messages: [
      { role: "assistant", content: "Good evening." },
      { role: "user", content: `${salt} ${index}: what would you like, ${"listening as I am, ".repeat(42 * size)}please?` },
    ],
  }));
  return { items, latency_budget_ms: 120_000 };
}

interface WireBatch {
  readonly results: readonly { readonly id: string; readonly status: string }[];
  readonly summary: { readonly ok: number; readonly error: number; readonly unscored: number };
}

/** The value of a metric without labels, or of the one with these. */
async function metricOf(client: ApiClient, name: string): Promise<number> {
  const { text } = await client.send("GET", "/metrics");
  const line = text.split("\n").find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

/** Sends a batch and resolves once its answer has begun, with the answer's lines still to come. */
async function beginLines(url: string, body: object): Promise<IncomingMessage> {
  const bytes = Buffer.from(JSON.stringify(body));
  const outgoing = request(new URL(BATCH, url), {
    method: "POST",
    headers: { "content-type": "application/json", "content-length": bytes.length, ...LINES },
  });
  outgoing.end(bytes);
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  return incoming;
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of incoming.setEncoding("utf8")) {
    text += String(part);
  }
  return text;
}

describe(`a batch of ${ITEMS} items`, () => {
  it("is scored on a thread, in order", async () => {
    const client = world.connect(await world.start());
    const body = createBatch();
    expect(JSON.stringify(body).length).toBeGreaterThan(900_000);
    const answer = await client.send("POST", BATCH, body);
    expect(answer.status).toBe(200);
    const { results, summary } = JSON.parse(answer.text) as WireBatch;
    expect(results.map(({ id }) => id)).toEqual(body.items.map(({ id }) => id));
    expect(summary).toMatchObject({ ok: ITEMS, error: 0, unscored: 0 });
    expect(answer.headers["server-timing"]).toMatch(/^queue;dur=[0-9.]+, parse;dur=[0-9.]+, score;dur=/);
    expect(await metricOf(client, "scoring_threads_busy")).toBe(0);
    expect(await metricOf(client, "scoring_queue_wait_seconds_count")).toBe(1);
  });

  it("comes line by line to who asks for that", async () => {
    const server = await world.start();
    const lines = (await readAll(await beginLines(server.url, createBatch()))).split("\n");
    expect(lines).toHaveLength(ITEMS + 2);
    const results = lines.slice(0, ITEMS).map((line) => JSON.parse(line) as { index: number; id: string });
    expect(results.map(({ index }) => index)).toEqual(Array.from({ length: ITEMS }, (_, index) => index));
    expect(results[7]?.id).toBe("item-7");
    expect(JSON.parse(lines[ITEMS] ?? "")).toMatchObject({ summary: { ok: ITEMS } });
    expect(lines[ITEMS + 1]).toBe("");
  });

  it("is given up where its client goes, and the thread takes the next one", async () => {
    const server = await world.start({ flags: ["--scoring-threads", "1"] });
    const client = world.connect(server);
    const left = await beginLines(server.url, createBatch("left", 8));
    left.destroy();
    await waitUntil("the thread is free", async () => (await metricOf(client, "scoring_threads_busy")) === 0);
    // It was never finished, so it was not counted.
    expect(await metricOf(client, "scoring_queue_wait_seconds_count")).toBe(0);
    expect((await client.send("POST", BATCH, createBatch("next"))).status).toBe(200);
  });

  it("is finished by a server that was told to stop", async () => {
    const server = await world.start({ flags: ["--drain-seconds", "60"] });
    const incoming = await beginLines(server.url, createBatch());
    server.signal("SIGTERM");
    const lines = (await readAll(incoming)).trimEnd().split("\n");
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ summary: { ok: ITEMS } });
    expect(await server.ended).toMatchObject({ exitCode: 0, signal: null });
  });

  it("is scored once under an Idempotency-Key, also over a restart", async () => {
    const first = await world.start();
    const headers = { "idempotency-key": "batch-1" };
    const answer = await world.connect(first).send("POST", BATCH, createBatch(), headers);
    await first.stop();
    const client = world.connect(await world.start());
    const again = await client.send("POST", BATCH, createBatch(), headers);
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect(again.text).toBe(answer.text);
    expect(await metricOf(client, "scoring_queue_wait_seconds_count")).toBe(0);
    expect((await client.send("POST", BATCH, createBatch("another"), headers)).status).toBe(422);
  });
});

it("scores by the files as they are now, on the threads too", async () => {
  const server = await world.start();
  const client = world.connect(server);
  const versions = async () => {
    const answer = await client.json<{ results: readonly { versions: { scenario: string } }[] }>(
      200,
      "POST",
      BATCH,
      createBatch(),
    );
    return new Set(answer.results.map(({ versions: { scenario } }) => scenario));
  };
  const before = await versions();
  expect(before.size).toBe(1);
  writeTeaHouse(world.scenarios, { ...FIRST_EDITION, version: 2, closing: "At the second hour." });
  await waitUntil("the server has read the change", () => server.stderr().includes("collection loaded"));
  const after = await versions();
  expect(after.size).toBe(1);
  expect([...after]).not.toEqual([...before]);
});
