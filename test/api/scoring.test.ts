import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { describeGuardedRoute } from "./describe-guarded-route.ts";
import { problemOf } from "./problem-of.ts";
import { BAD, GOOD, SCENARIO, WIRE_RUBRIC } from "./scoring-requests.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
});
afterAll(() => world.close());

describe("POST /api/v1/evaluate", () => {
  const PATH = "/api/v1/evaluate";
  const REQUEST = { ...SCENARIO, messages: GOOD };

  describe("succeeds", () => {
    it("scores a conversation, saying who answered under which versions", async () => {
      const response = await world.post(PATH, REQUEST);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({
        request_id: response.headers.get("x-request-id"),
        status: "ok",
        evaluation_id: expect.stringMatching(/^ev_/),
        reward: 1,
        raw: 1,
        grounding: expect.stringMatching(/^(engine|given)$/),
        scores: { D1_InformationGathering: 1, D2_Decision: 1 },
        source: WIRE_RUBRIC,
        confidence: null,
        versions: {
          scenario: expect.any(String),
          criteria: null,
          source: expect.any(String),
          calibration: null,
          shaping: expect.any(String),
        },
        scoring_version: expect.any(String),
        metadata: { scenario_name: "A cup of tea", evaluation_time_ms: expect.any(Number) },
      });
    });
    it("names who answered in its headers too", async () => {
      const { headers } = await world.post(PATH, REQUEST);
      expect(headers.get("x-reward-source")).toBe("rubric:rubric");
      expect(headers.get("x-reward-degraded")).toBe("false");
    });
    it("names nobody in its headers where nobody could answer", async () => {
      const { headers } = await world.post("/api/v1/batch/evaluate", { items: [{ id: "bad" }] });
      expect(headers.has("x-reward-source")).toBe(false);
      expect(headers.get("x-reward-degraded")).toBe("false");
    });
    it("keeps any latency budget and says so; people may be off or auto", async () => {
      const body = await (await world.post(PATH, { ...REQUEST, latency_budget_ms: 50, human: { mode: "auto" } })).json();
      expect(body).toMatchObject({ latency_budget_ms: 50, reward: 1 });
    });
    it("shows the breakdown to admins alone", async () => {
      expect(await (await world.post(PATH, REQUEST)).json()).not.toHaveProperty("score_breakdown");
      expect(await (await world.post(PATH, REQUEST, withKey(world.keys.admin))).json()).toHaveProperty("score_breakdown");
    });
  });

  describe("refuses", () => {
    it.each([
      ["an unknown mode", { human: { mode: "sometimes" } }, "/human/mode"],
      ["a member of `human` that there is not", { human: { patience: 3 } }, "/human"],
    ])("%s", async (_case, members, pointer) => {
      const problem = await problemOf(await world.post(PATH, { ...REQUEST, ...members }));
      expect(problem).toMatchObject({ status: 400, code: "invalid_request" });
      expect(problem.errors[0]?.pointer).toBe(pointer);
    });
    it("a latency budget that is none", async () => {
      expect((await problemOf(await world.post(PATH, { ...REQUEST, latency_budget_ms: 0 }))).errors[0]?.pointer).toBe(
        "/latency_budget_ms",
      );
    });
    it("an unknown scenario", async () => {
      expect((await world.post(PATH, { ...REQUEST, scenario_slug: "hot-milk" })).status).toBe(404);
    });
  });
  describeGuardedRoute("POST", PATH, REQUEST);
});

describe("POST /api/v1/batch/evaluate", () => {
  const PATH = "/api/v1/batch/evaluate";
  const ITEM = { ...SCENARIO, messages: GOOD };

  describe("succeeds", () => {
    it("scores every item in order; a bad one never fails the others", async () => {
      const items = [
        { id: "good", group_id: "g", ...ITEM },
        { id: "no-messages", ...SCENARIO },
        "not even an object",
        { id: "elsewhere", ...ITEM, scenario_slug: "hot-milk" },
        { ...ITEM, messages: BAD },
      ];
      const response = await world.post(PATH, { items, latency_budget_ms: 1000 });
      expect(response.status).toBe(200);
      const body = await response.json();
      expect(body.results.map(({ id, status, reward }) => [id, status, reward])).toEqual([
        ["good", "ok", 1],
        ["no-messages", "error", null],
        ["2", "error", null],
        ["elsewhere", "error", null],
        ["4", "ok", 0],
      ]);
      expect(body.results[0]).toMatchObject({ group_id: "g", source: WIRE_RUBRIC, scores: { D2_Decision: 1 } });
      expect(body.results[1]).toMatchObject({
        failure: { class: "invalid_request", retryable: false },
        error: expect.stringContaining("/messages"),
      });
      expect(body.results[3]?.failure?.class).toBe("not_found");
      expect(body).toMatchObject({
        request_id: response.headers.get("x-request-id"),
        summary: { ok: 2, error: 3, mean_reward: 0.5 },
        scoring_version: expect.any(String),
        total_time_ms: expect.any(Number),
        latency_budget_ms: 1000,
      });
    });
    it("reports what is wrong with an item's wish for people in its place", async () => {
      const body = await (await world.post(PATH, { items: [{ ...ITEM, human: { stop_at: 2 } }] })).json();
      expect(body.results[0]?.error).toContain("/human/stop_at");
    });
    it("reports a message that is too long in the item's place", async () => {
      const blocks = [0, 1].map(() => ({ type: "text", text: "a".repeat(600) }));
      const body = await (await world.post(PATH, { items: [{ ...ITEM, messages: [{ content: blocks }] }] })).json();
      expect(body.results[0]?.error).toContain("/messages/0/content");
    });
  });

  describe("refuses", () => {
    it.each([
      ["no items", { items: [] }, "/items"],
      ["too many items", { items: Array.from({ length: 6 }, () => ITEM) }, "/items"],
      ["items that are no list", { items: ITEM }, "/items"],
      ["fewer votes at most than at least", { items: [ITEM], human: { min_votes: 4, max_votes: 3 } }, "/human/max_votes"],
    ])("%s", async (_case, body, pointer) => {
      const response = await world.post(PATH, body);
      expect(response.status).toBe(400);
      expect((await problemOf(response)).errors[0]?.pointer).toBe(pointer);
    });
  });
  describeGuardedRoute("POST", PATH, { items: [ITEM] });
});

describe("POST /api/v1/compare", () => {
  const PATH = "/api/v1/compare";
  const REQUEST = { ...SCENARIO, response_a: { messages: GOOD }, response_b: { messages: BAD } };

  describe("succeeds", () => {
    it("says which is better, and how sure that is", async () => {
      const response = await world.post(PATH, { ...REQUEST, latency_budget_ms: 2000 });
      expect(response.status).toBe(200);
      const body = await response.json();
      expect(body).toMatchObject({
        request_id: response.headers.get("x-request-id"),
        comparison_id: expect.any(String),
        winner: "a",
        margin: 1,
        signed_margin: 1,
        reward_a: 1,
        reward_b: 0,
        votes: { a: 0, b: 0, tie: 0, count: 0 },
        sources: { people: 0, model: 1 },
        source: WIRE_RUBRIC,
        final: true,
        latency_budget_ms: 2000,
      });
      expect(body.p_a).toBeGreaterThan(0.5);
    });
    it("turns round when the responses do", async () => {
      const body = await (
        await world.post(PATH, { ...REQUEST, response_a: REQUEST.response_b, response_b: REQUEST.response_a })
      ).json();
      expect(body).toMatchObject({ winner: "b", margin: 1, signed_margin: -1 });
    });
    it("calls equals a tie", async () => {
      expect((await (await world.post(PATH, { ...REQUEST, response_b: REQUEST.response_a })).json()).winner).toBe("tie");
    });
  });

  describe("refuses", () => {
    it("one response alone", async () => {
      const problem = await problemOf(await world.post(PATH, { ...SCENARIO, response_a: { messages: GOOD } }));
      expect(problem.errors).toEqual([{ pointer: "/response_b", detail: "Missing: expected object." }]);
    });
    it("a question that is open for longer than a week", async () => {
      const problem = await problemOf(await world.post(PATH, { ...REQUEST, human: { ttl_seconds: 604_801 } }));
      expect(problem.errors[0]?.pointer).toBe("/human/ttl_seconds");
    });
    it("a fault in a response, by its pointer", async () => {
      const problem = await problemOf(await world.post(PATH, { ...REQUEST, response_b: { messages: [{ content: 5 }] } }));
      expect(problem.errors[0]).toEqual({
        pointer: "/response_b/messages/0/content",
        detail: expect.stringMatching(/^Must be a text of at most 1000 characters.*received 5\.$/),
      });
    });
  });
  describeGuardedRoute("POST", PATH, REQUEST);
});
