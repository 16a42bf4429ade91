import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UnavailableError } from "../../src/domain/errors.ts";
import type { ScoringThreads } from "../../src/ports/scoring-threads.ts";
import { createTestWorld, START, type TestWorld } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";
import { ITEM, PAIR, SCORING_ROUTES } from "./scoring-requests.ts";

const EVALUATE = "/api/v1/evaluate";
const BATCH = "/api/v1/batch/evaluate";
const ROUTES = Object.entries(SCORING_ROUTES);

/** A clock that is a second later whenever it is looked at: no work fits into less. */
function createHurriedClock() {
  const clock = { time: START, now: () => (clock.time += 1000) };
  return clock;
}

describe("a latency budget", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
  });
  afterAll(() => world.close());

  it.each(ROUTES)("of the body comes back with the answer of %s", async (path, body) => {
    const response = await world.post(path, { ...body, latency_budget_ms: 1500 });
    expect(await response.json()).toMatchObject({ latency_budget_ms: 1500 });
    expect(response.headers.get("preference-applied")).toBeNull();
  });

  it.each(ROUTES)("of the Prefer header is said to be applied by %s", async (path, body) => {
    const response = await world.post(path, body, { Prefer: "respond-async, wait=5" });
    expect(response.status).toBe(200);
    expect(response.headers.get("preference-applied")).toBe("wait=5");
    expect(await response.json()).not.toHaveProperty("latency_budget_ms");
  });

  it("of the body goes before the header's", async () => {
    const response = await world.post(EVALUATE, { ...ITEM, latency_budget_ms: 1500 }, { Prefer: "wait=5" });
    expect(response.headers.get("preference-applied")).toBeNull();
    expect(await response.json()).toMatchObject({ latency_budget_ms: 1500 });
  });

  it("is cut to the server's maximum, which the answer tells", async () => {
    expect(await (await world.post(EVALUATE, { ...ITEM, latency_budget_ms: 10_000_000 })).json()).toMatchObject({
      latency_budget_ms: 60_000,
    });
    const response = await world.post(EVALUATE, ITEM, { Prefer: "wait=100000" });
    expect(response.headers.get("preference-applied")).toBe("wait=60");
  });

  it("that nobody gave is told by nobody", async () => {
    const response = await world.post(EVALUATE, ITEM, { Prefer: "handling=lenient" });
    expect(response.headers.get("preference-applied")).toBeNull();
    expect(await response.json()).not.toHaveProperty("latency_budget_ms");
  });
});

describe("what a budget leaves no time for", () => {
  let hurried: TestWorld;
  beforeAll(async () => {
    hurried = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 }, ports: { clock: createHurriedClock() } });
  });
  afterAll(() => hurried.close());

  const UNSCORED = { class: "deadline", detail: expect.any(String), retryable: true };

  it("has no reward, and the reason, and the keys that every answer has", async () => {
    const response = await hurried.post(EVALUATE, { ...ITEM, latency_budget_ms: 1 });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: "unscored",
      reward: null,
      raw: null,
      scores: { D1_InformationGathering: null, D2_Decision: null },
      source: null,
      failure: UNSCORED,
      unscored_reason: expect.any(String),
    });
  });

  it("has no winner", async () => {
    expect(await (await hurried.post("/api/v1/compare", { ...PAIR, latency_budget_ms: 1 })).json()).toMatchObject({
      status: "unscored",
      winner: null,
      p_a: null,
      dimension_margins: { D1_InformationGathering: null, D2_Decision: null },
      failure: UNSCORED,
    });
  });

  it("fails nothing that was done in time", async () => {
    const body = await (await hurried.post(BATCH, { items: [ITEM, ITEM, ITEM, ITEM], latency_budget_ms: 8000 })).json();
    const statuses = body.results.map(({ status }) => status);
    expect(statuses[0]).toBe("ok");
    expect(statuses[3]).toBe("unscored");
    expect(body.results[3]).toMatchObject({ reward: null, failure: UNSCORED, scores: { D2_Decision: null } });
    expect(body).toMatchObject({ summary: { ok: statuses.filter((status) => status === "ok").length, mean_reward: 1 } });
    const pairs = await (await hurried.post("/api/v1/batch/compare", { pairs: [PAIR], latency_budget_ms: 1 })).json();
    expect(pairs.results[0]).toMatchObject({ id: "0", status: "unscored", winner: null, failure: UNSCORED });
  });

  it("is counted by its reason", async () => {
    const text = await (await hurried.app.request("/metrics")).text();
    expect(text).toMatch(/^scoring_items_without_reward_total\{class="deadline"\} [1-9]/m);
    expect(text).toMatch(/^scoring_cache_lookups_total\{result="miss"\} [1-9]/m);
    expect(text).toContain('scoring_request_items_count{operation="evaluate_batch"} 1');
  });
});

describe("a body for the scoring threads", () => {
  /** Threads that keep what they are given and then refuse it. */
  function createRecordingThreads() {
    const runs: { startBy: number; hasSignal: boolean; byteLength: number }[] = [];
    const threads: ScoringThreads = {
      run: (job, _listener, startBy, gone) => {
        runs.push({ startBy, hasSignal: gone !== null, byteLength: job.body.byteLength });
        return Promise.reject(
          new UnavailableError("overloaded", "4 requests of this size wait already.", { retryAfterSeconds: 1 }),
        );
      },
      warm: () => undefined,
      load: { busy: 0, waiting: 0, parked: 0 },
      close: async () => undefined,
    };
    return { runs, threads };
  }

  it("is what is larger than the limit, with the instant by which it must be started", async () => {
    const { runs, threads } = createRecordingThreads();
    const world = await createTestWorld({ httpLimits: { inlineBodyBytesMax: 600 }, openThreads: () => threads });
    expect((await world.post(EVALUATE, ITEM)).status).toBe(200);
    expect(runs).toEqual([]);
    const large = { items: [ITEM, ITEM, ITEM] };
    const refused = await world.post(BATCH, large);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await problemOf(refused)).toMatchObject({ code: "overloaded" });
    await world.post(BATCH, large, { Prefer: "wait=7" });
    await world.post(BATCH, { ...large, latency_budget_ms: 2500 }, { Prefer: "wait=7" });
    await world.post(BATCH, large, { "Idempotency-Key": "kept" });
    expect(runs.map(({ startBy }) => startBy - START)).toEqual([60_000, 7000, 2500, 60_000]);
    expect(runs.map(({ hasSignal }) => hasSignal)).toEqual([true, true, true, false]);
    await world.close();
  });
});
