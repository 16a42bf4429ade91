import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BatchComparisonSchema } from "../../src/http/scoring/compare-batch-operation.ts";
import { ComparisonSchema } from "../../src/http/scoring/compare-operation.ts";
import { BatchEvaluationSchema } from "../../src/http/scoring/evaluate-batch-operation.ts";
import { EvaluationSchema } from "../../src/http/scoring/evaluate-operation.ts";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { describeGuardedRoute } from "./describe-guarded-route.ts";
import { BAD, BAD_ITEM, GOOD, ITEM, PAIR, SCENARIO, WIRE_RUBRIC } from "./scoring-requests.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
});
afterAll(() => world.close());

describe("answers are as the contract says, without a member more", () => {
  const request = async (path: string, body: object) =>
    (await (await world.post(path, body, withKey(world.keys.admin))).json()) as unknown;
  const normalized = { normalization_key: "contract", normalization_windows: ["7d"] };
  const groups = [ITEM, BAD_ITEM, { ...ITEM, scenario_slug: "hot-milk" }].map((item) => ({ ...item, group_id: "g" }));
  it.each([
    ["/api/v1/evaluate", { ...ITEM, ...normalized, latency_budget_ms: 1000 }, EvaluationSchema],
    ["/api/v1/compare", PAIR, ComparisonSchema],
    ["/api/v1/batch/evaluate", { items: groups, reward_mode: "group" }, BatchEvaluationSchema],
    ["/api/v1/batch/compare", { pairs: [PAIR, {}], latency_budget_ms: 1000 }, BatchComparisonSchema],
  ] as const)("of %s", async (path, body, schema) => {
    const answer = await request(path, body);
    expect(schema.parse(answer)).toEqual(answer);
  });
});

describe("groups of a batch", () => {
  const PATH = "/api/v1/batch/evaluate";

  it("give every item its expected share of wins against the others of its group", async () => {
    const items = [
      { ...ITEM, group_id: "a" },
      { ...ITEM, group_id: "b" },
      { ...BAD_ITEM, group_id: "a" },
      { ...BAD_ITEM, group_id: "a" },
    ];
    const { results } = await (await world.post(PATH, { items, reward_mode: "group" })).json();
    const ofGroup = results.filter(({ group_id: group }) => group === "a").map(({ reward }) => reward ?? 0);
    expect(ofGroup.reduce((sum, reward) => sum + reward, 0)).toBeCloseTo(1.5, 9);
    expect(ofGroup[0]).toBeGreaterThan(0.5);
    expect(ofGroup[1]).toBe(ofGroup[2]);
    expect(results[1]?.reward).toBe(0.5);
    expect(results[1]).toMatchObject({ absolute_reward: 1, raw: 1, group_id: "b" });
  });

  it("need a name", async () => {
    const { results } = await (await world.post(PATH, { items: [ITEM], reward_mode: "group" })).json();
    expect(results[0]).toMatchObject({ status: "error", error: expect.stringContaining("/group_id") });
  });
});

describe("POST /api/v1/batch/compare", () => {
  const PATH = "/api/v1/batch/compare";

  it("compares every pair in order; a bad one never fails the others", async () => {
    const pairs = [
      { id: "first", ...PAIR },
      { ...PAIR, response_a: PAIR.response_b, response_b: PAIR.response_a },
      { id: "same", ...SCENARIO, response_a: { messages: GOOD }, response_b: { messages: GOOD } },
      { id: "half", ...SCENARIO, response_a: { messages: BAD } },
      { id: "elsewhere", ...PAIR, collection_slug: "weather" },
    ];
    const response = await world.post(PATH, { pairs, latency_budget_ms: 1000, human: { mode: "off" } });
    expect(response.status).toBe(200);
    const body = await response.json();
    expect(body.results.map(({ id, status, winner }) => [id, status, winner])).toEqual([
      ["first", "ok", "a"],
      ["1", "ok", "b"],
      ["same", "ok", "tie"],
      ["half", "error", null],
      ["elsewhere", "error", null],
    ]);
    expect(body.results[0]).toMatchObject({
      margin: 1,
      signed_margin: 1,
      reward_a: 1,
      reward_b: 0,
      dimension_margins: { D1_InformationGathering: 1, D2_Decision: 1 },
      source: WIRE_RUBRIC,
    });
    expect(body.results[1]).toMatchObject({
      signed_margin: -1,
      dimension_margins: { D1_InformationGathering: -1, D2_Decision: -1 },
    });
    expect(body.results[3]?.error).toContain("/response_b");
    expect(body.results[4]?.failure?.class).toBe("not_found");
    expect(body).toMatchObject({
      request_id: response.headers.get("x-request-id"),
      summary: { ok: 3, unscored: 0, error: 2, a: 1, b: 1, tie: 1, mean_margin: 2 / 3 },
      scoring_version: expect.any(String),
      latency_budget_ms: 1000,
    });
  });

  describeGuardedRoute("POST", PATH, { pairs: [PAIR] });
});
