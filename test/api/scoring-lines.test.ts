import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UnavailableError } from "../../src/domain/errors.ts";
import { type ScoringHead, ScoringStoppedError, type ScoringThreads } from "../../src/ports/scoring-threads.ts";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { createThreadWorld, THREAD_START_MS } from "./create-thread-world.ts";
import { problemOf } from "./problem-of.ts";
import { BAD_ITEM, ITEM, PAIR, SCENARIO } from "./scoring-requests.ts";

const BATCH = "/api/v1/batch/evaluate";
const LINES = { Accept: "application/x-ndjson" };

type Line = Readonly<Record<string, unknown>>;

/** The lines of an answer, each of which must be whole. */
async function linesOf(response: Response): Promise<readonly Line[]> {
  const text = await response.text();
  expect(text.endsWith("\n")).toBe(true);
  return text
    .slice(0, -1)
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

describe.each([
  ["the main thread", () => createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } })],
  ["a scoring thread", () => createThreadWorld()],
])("results in lines from %s", (_where, open) => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await open();
  }, THREAD_START_MS);
  afterAll(() => world.close());

  it("are a line each, in order, then one with the summary", async () => {
    const items = [{ id: "a", ...ITEM }, { id: "b", ...SCENARIO }, BAD_ITEM];
    const response = await world.post(BATCH, { items, latency_budget_ms: 5000 }, LINES);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    expect(response.headers.get("server-timing")).toMatch(/^queue;dur=[0-9.]+, parse;dur=[0-9.]+$/);
    expect(response.headers.has("x-reward-source")).toBe(false);
    const lines = await linesOf(response);
    expect(lines.slice(0, -1).map(({ index, id, status }) => [index, id, status])).toEqual([
      [0, "a", "ok"],
      [1, "b", "error"],
      [2, "2", "ok"],
    ]);
    expect(lines.at(-1)).toEqual({
      summary: { ok: 2, disqualified: 0, unscored: 0, error: 1, mean_reward: 0.5 },
      scoring_version: expect.any(String),
      total_time_ms: expect.any(Number),
      latency_budget_ms: 5000,
      request_id: response.headers.get("x-request-id"),
    });
  });

  it("hold what the whole answer holds", async () => {
    const items = [
      { ...ITEM, group_id: "g" },
      { ...BAD_ITEM, group_id: "g" },
    ];
    const request = { items, reward_mode: "group" };
    const whole = await (await world.post(BATCH, request)).json();
    const lines = await linesOf(await world.post(BATCH, request, LINES));
    expect(lines.map(({ reward }) => reward).slice(0, 2)).toEqual(whole.results.map(({ reward }) => reward));
    expect(lines.map(({ absolute_reward: alone }) => alone).slice(0, 2)).toEqual([1, 0]);
  });

  it("come for pairs too", async () => {
    const lines = await linesOf(await world.post("/api/v1/batch/compare", { pairs: [{ id: "p", ...PAIR }] }, LINES));
    expect(lines).toMatchObject([
      { index: 0, id: "p", status: "ok", winner: "a" },
      { summary: { ok: 1, unscored: 0, error: 0, a: 1, b: 0, tie: 0, mean_margin: 1 } },
    ]);
  });

  it("are refused as a whole before the first of them", async () => {
    const problem = await problemOf(await world.post(BATCH, { items: [] }, LINES));
    expect(problem.errors[0]?.pointer).toBe("/items");
  });

  it("say when the Prefer header was applied", async () => {
    const response = await world.post(BATCH, { items: [ITEM] }, { ...LINES, Prefer: "wait=3" });
    expect(response.headers.get("preference-applied")).toBe("wait=3");
  });

  it.each(["application/json", "*/*", "application/x-ndjson;q=0", "text/x-ndjson"])(
    "are not sent to who accepts %s",
    async (accept) => {
      const response = await world.post(BATCH, { items: [ITEM] }, { Accept: accept });
      expect(response.headers.get("content-type")).toBe("application/json");
    },
  );

  it("are sent to who accepts them among others", async () => {
    const response = await world.post(BATCH, { items: [ITEM] }, { Accept: "application/json;q=0.5, application/x-ndjson" });
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
  });

  it("are kept under an Idempotency-Key as they were sent", async () => {
    const headers = { ...LINES, "Idempotency-Key": "lines-1" };
    const first = await world.post(BATCH, { items: [ITEM, BAD_ITEM] }, headers);
    const again = await world.post(BATCH, { items: [ITEM, BAD_ITEM] }, headers);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.headers.get("content-type")).toBe("application/x-ndjson");
    expect(await again.text()).toBe(await first.text());
  });

  describe("or not, under an Idempotency-Key, an answer", () => {
    const key = { "Idempotency-Key": "bytes-1" };
    const body = { items: [ITEM] };
    it("is given again, also after a restart, and refused to another body", async () => {
      const first = await (await world.post(BATCH, body, key)).text();
      const again = await world.post(BATCH, body, key);
      expect(again.headers.get("idempotent-replayed")).toBe("true");
      expect(await again.text()).toBe(first);
      const restarted = await world.restart().request(BATCH, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...withKey(world.keys.trainer), ...key },
        body: JSON.stringify(body),
      });
      expect(restarted.headers.get("idempotent-replayed")).toBe("true");
      expect(await restarted.text()).toBe(first);
      expect((await world.post(BATCH, { items: [BAD_ITEM] }, key)).status).toBe(422);
    });
    it("is made once for all who ask at the same time", async () => {
      const joined = { "Idempotency-Key": "bytes-2" };
      const answers = await Promise.all(Array.from({ length: 8 }, () => world.post(BATCH, body, joined)));
      expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
      expect(answers.filter((answer) => answer.headers.get("idempotent-replayed") === "true")).toHaveLength(7);
    });
  });
});

describe("lines that break off", () => {
  const HEAD: ScoringHead = { appliedPreferenceMs: null, queueMs: 0, parseMs: 0 };
  /** Threads whose every answer begins and then comes to that end. */
  const breakingThreads = (error: Error): ScoringThreads => ({
    run: async (_job, listener) => {
      listener.begin(HEAD);
      listener.write('{"index":0}\n');
      await Promise.resolve();
      throw error;
    },
    warm: () => undefined,
    load: { busy: 0, waiting: 0, parked: 0 },
    close: async () => undefined,
  });
  const open = (error: Error) =>
    createTestWorld({ httpLimits: { inlineBodyBytesMax: 0 }, openThreads: () => breakingThreads(error) });

  it("end with the failure instead of the summary, and are not kept", async () => {
    const world = await open(new UnavailableError("overloaded", "The thread has ended."));
    const ask = () => world.post(BATCH, { items: [ITEM] }, { ...LINES, "Idempotency-Key": "broken" });
    const first = await ask();
    expect(await linesOf(first)).toEqual([
      { index: 0 },
      {
        failure: { class: "overloaded", detail: "The thread has ended.", retryable: true },
        request_id: first.headers.get("x-request-id"),
      },
    ]);
    expect((await ask()).headers.get("idempotent-replayed")).toBeNull();
    await world.close();
  });

  it("tell nothing of a mistake of the server's but to the log", async () => {
    const world = await open(new TypeError("canary"));
    const text = await (await world.post(BATCH, { items: [ITEM] }, LINES)).text();
    expect(text).toContain('"class":"internal"');
    expect(text).not.toContain("canary");
    expect(JSON.stringify(world.logLines)).toContain("canary");
    await world.close();
  });

  it("are no news where the client has gone", async () => {
    const world = await open(new ScoringStoppedError());
    await (await world.post(BATCH, { items: [ITEM] }, LINES)).text();
    expect(world.logLines.filter(({ msg }) => msg !== "request")).toEqual([]);
    await world.close();
  });
});

it("stops the work on a thread when the client goes", async () => {
  let isStopped = false;
  const world = await createTestWorld({
    httpLimits: { inlineBodyBytesMax: 0 },
    openThreads: () => ({
      run: (_job, _listener, _startBy, gone) =>
        new Promise((_resolve, reject) => {
          gone?.addEventListener("abort", () => {
            isStopped = true;
            reject(new ScoringStoppedError());
          });
        }),
      warm: () => undefined,
      load: { busy: 0, waiting: 0, parked: 0 },
      close: async () => undefined,
    }),
  });
  const client = new AbortController();
  const request = new Request(`http://localhost${BATCH}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...withKey(world.keys.trainer) },
    body: JSON.stringify({ items: [ITEM] }),
    signal: client.signal,
  });
  const answering = world.app.request(request);
  setImmediate(() => client.abort());
  expect((await answering).status).toBe(499);
  expect(isStopped).toBe(true);
  expect(world.logLines.filter(({ msg }) => msg !== "request")).toEqual([]);
  await world.close();
});
