import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { createThreadWorld, THREAD_START_MS } from "./create-thread-world.ts";
import { type Problem, problemOf } from "./problem-of.ts";
import { BAD_ITEM, GOOD, ITEM, PAIR, SCENARIO, SCORING_ROUTES } from "./scoring-requests.ts";

const EVALUATE = "/api/v1/evaluate";
const BATCH = "/api/v1/batch/evaluate";
const COMPARE = "/api/v1/compare";
const PAIRS = "/api/v1/batch/compare";

/** What the clock and the draws make of an answer is left out: the rest must be the same whichever thread made it. */
const VARYING = /"(?:request_id|evaluation_id|comparison_id|evaluation_time_ms|total_time_ms)":(?:"[^"]*"|[0-9.]+),?/g;

const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const text = (body: unknown) => JSON.stringify(body);

interface BadBody {
  readonly what: string;
  readonly path: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly status?: number;
  /** Part of the detail, or a pointer that the errors name. */
  readonly says: string;
  readonly contentType?: string;
}

const BAD_BODIES: readonly BadBody[] = [
  { what: "no bytes", path: EVALUATE, body: "", says: "empty" },
  { what: "another content type", path: EVALUATE, body: text(ITEM), contentType: "text/plain", says: "application/json" },
  { what: "bytes that are no UTF-8", path: BATCH, body: Uint8Array.of(0x22, 0xff, 0x22), says: "UTF-8" },
  { what: "malformed JSON", path: COMPARE, body: '{"collection_slug": ', says: "not valid JSON" },
  { what: "NaN", path: BATCH, body: '{"items": [], "latency_budget_ms": NaN}', says: "NaN" },
  { what: "too much nesting", path: PAIRS, body: nested(13), says: "12 levels" },
  { what: "a member named __proto__", path: EVALUATE, body: '{"__proto__": {"a": 1}}', says: "__proto__" },
  { what: "half a surrogate pair", path: EVALUATE, body: '{"collection_slug": "\\ud83d"}', says: "surrogate" },
  { what: "a list where an object belongs", path: BATCH, body: "[]", says: "1 fault" },
  { what: "no messages", path: EVALUATE, body: text(SCENARIO), says: "/messages" },
  { what: "empty messages", path: EVALUATE, body: text({ ...ITEM, messages: [] }), says: "/messages" },
  { what: "messages of no policy", path: EVALUATE, body: text({ ...ITEM, messages: [GOOD[0]] }), says: "/messages" },
  { what: "a wrong type", path: EVALUATE, body: text({ ...ITEM, messages: [{ content: 5 }] }), says: "/messages/0/content" },
  {
    what: "a message over its limit",
    path: EVALUATE,
    body: text({ ...ITEM, messages: [{ content: "a".repeat(1001) }] }),
    says: "/messages/0/content",
  },
  {
    what: "blocks over the limit together",
    path: COMPARE,
    body: text({ ...PAIR, response_b: { messages: [{ content: [0, 1].map(() => ({ type: "text", text: "a".repeat(600) })) }] } }),
    says: "/response_b/messages/0/content",
  },
  {
    what: "a reference over its limit",
    path: EVALUATE,
    body: text({ ...ITEM, reference: "a".repeat(1001) }),
    says: "/reference",
  },
  { what: "a budget of nothing", path: BATCH, body: text({ items: [ITEM], latency_budget_ms: 0 }), says: "/latency_budget_ms" },
  { what: "half a millisecond", path: PAIRS, body: text({ pairs: [PAIR], latency_budget_ms: 0.5 }), says: "/latency_budget_ms" },
  {
    what: "a normalization key of 129 characters",
    path: EVALUATE,
    body: text({ ...ITEM, normalization_key: "k".repeat(129) }),
    says: "/normalization_key",
  },
  {
    what: "windows without a key",
    path: EVALUATE,
    body: text({ ...ITEM, normalization_windows: ["7d"] }),
    says: "/normalization_windows",
  },
  {
    what: "six windows",
    path: EVALUATE,
    body: text({ ...ITEM, normalization_key: "k", normalization_windows: Array(6).fill("7d") }),
    says: "/normalization_windows",
  },
  {
    what: "a window that is none",
    path: EVALUATE,
    body: text({ ...ITEM, normalization_key: "k", normalization_windows: ["7d", "7y"] }),
    says: "/normalization_windows/1",
  },
  {
    what: "a window out of bounds",
    path: EVALUATE,
    body: text({ ...ITEM, normalization_key: "k", normalization_windows: ["99999d"] }),
    says: "/normalization_windows/0",
  },
  { what: "no items", path: BATCH, body: text({ items: [] }), says: "/items" },
  { what: "too many items", path: BATCH, body: text({ items: Array(6).fill(ITEM) }), says: "/items" },
  { what: "too many pairs", path: PAIRS, body: text({ pairs: Array(6).fill(PAIR) }), says: "/pairs" },
  { what: "an unknown reward mode", path: BATCH, body: text({ items: [ITEM], reward_mode: "best" }), says: "/reward_mode" },
  {
    what: "people who are asked in a way that there is not",
    path: PAIRS,
    body: text({ pairs: [PAIR], human: { mode: "perhaps" } }),
    says: "/human/mode",
  },
  { what: "one response alone", path: COMPARE, body: text({ ...SCENARIO, response_a: PAIR.response_a }), says: "/response_b" },
  {
    what: "an unknown collection",
    path: EVALUATE,
    body: text({ ...ITEM, collection_slug: "weather" }),
    status: 404,
    says: "weather",
  },
  {
    what: "an unknown scenario",
    path: COMPARE,
    body: text({ ...PAIR, scenario_slug: "hot-milk" }),
    status: 404,
    says: "hot-milk",
  },
];

describe.each([
  ["the main thread", () => createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } })],
  ["a scoring thread", () => createThreadWorld()],
])("scoring on %s", (_where, open) => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await open();
  }, THREAD_START_MS);
  afterAll(() => world.close());

  const send = (path: string, body: string | Uint8Array<ArrayBuffer>, contentType = "application/json") =>
    world.app.request(path, {
      method: "POST",
      headers: { "Content-Type": contentType, ...withKey(world.keys.trainer) },
      body,
    });

  it.each(BAD_BODIES)("refuses $what", async ({ path, body, status, says, contentType }) => {
    const response = await send(path, body, contentType);
    expect(response.status).toBe(status ?? 400);
    const problem: Problem = await problemOf(response);
    expect(`${problem.detail} ${problem.errors.map(({ pointer }) => pointer).join(" ")}`).toContain(says);
  });

  it("lists at most 20 faults and counts them all", async () => {
    const messages = Array.from({ length: 20 }, () => ({ content: 1, role: 1, tool_calls: 1 }));
    const problem = await problemOf(await world.post(EVALUATE, { messages }));
    expect(problem.errors).toHaveLength(20);
    expect(problem.detail).toBe("The body has 62 faults, of which the first 20 are listed in errors.");
  });

  it("reports what is wrong with an item in its place alone", async () => {
    const items = [
      ITEM,
      { id: "none", ...SCENARIO },
      { id: "elsewhere", ...ITEM, scenario_slug: "hot-milk" },
      { id: "impatient", ...ITEM, latency_budget_ms: 5 },
      BAD_ITEM,
    ];
    const body = await (await world.post(BATCH, { items })).json();
    expect(body.results.map(({ id, status, failure }) => [id, status, failure?.class])).toEqual([
      ["0", "ok", undefined],
      ["none", "error", "invalid_request"],
      ["elsewhere", "error", "not_found"],
      ["impatient", "error", "invalid_request"],
      ["4", "ok", undefined],
    ]);
    expect(body.results[3]?.error).toContain("/latency_budget_ms: Belongs beside the list of items");
  });

  it("tells where the time went", async () => {
    const timing = (await world.post(EVALUATE, ITEM)).headers.get("server-timing");
    expect(timing).toMatch(/^queue;dur=[0-9.]+, parse;dur=[0-9.]+, score;dur=[0-9.]+, total;dur=[0-9.]+$/);
    const stored = (await world.post(EVALUATE, { ...ITEM, normalization_key: "timed" })).headers.get("server-timing");
    expect(stored).toMatch(/, store;dur=[0-9.]+, total;dur=/);
  });

  it("holds a reward against the history of its key", async () => {
    const ask = async (messages: unknown) =>
      (await (
        await world.post(EVALUATE, { ...SCENARIO, messages, normalization_key: "run-1", normalization_windows: ["7d", "2n"] })
      ).json()) as unknown as { readonly normalized: Readonly<Record<string, unknown>> };
    expect((await ask(GOOD)).normalized).toEqual({
      "7d": { z_score: null, percentile: null, count: 0, mean: null, std: null },
      "2n": { z_score: null, percentile: null, count: 0, mean: null, std: null },
    });
    await ask(BAD_ITEM.messages);
    expect((await ask(GOOD)).normalized["7d"]).toEqual({
      z_score: expect.any(Number),
      percentile: 0.75,
      count: 2,
      mean: 0.5,
      std: expect.any(Number),
    });
  });

  it("shows how scores come about to admins alone", async () => {
    expect(await (await world.post(BATCH, { items: [ITEM] })).text()).not.toContain("score_breakdown");
    expect(await (await world.post(BATCH, { items: [ITEM] }, withKey(world.keys.admin))).text()).toContain("score_breakdown");
  });
});

describe("a scoring thread", () => {
  let inline: TestWorld;
  let threaded: TestWorld;
  beforeAll(async () => {
    inline = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
    threaded = await createThreadWorld();
  }, THREAD_START_MS);
  afterAll(() => Promise.all([inline.close(), threaded.close()]));

  it.each(Object.entries(SCORING_ROUTES))(
    "answers %s as the main thread does, byte for byte but for ids and times",
    async (path, body) => {
      const [here, there] = await Promise.all(
        [inline, threaded].map(async (world) => await (await world.post(path, body)).text()),
      );
      expect(there?.replaceAll(VARYING, "")).toBe(here?.replaceAll(VARYING, ""));
      expect(there).toContain('"status":"ok"');
    },
  );

  it("keeps large bodies that have no declared length away from the main thread too", async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(ITEM));
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(bytes.subarray(0, 100));
        controller.enqueue(bytes.subarray(100));
        controller.close();
      },
    });
    const response = await threaded.app.request(
      new Request(`http://localhost${EVALUATE}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...withKey(threaded.keys.trainer) },
        body,
        duplex: "half",
      } as RequestInit),
    );
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ reward: 1 });
  });
});
