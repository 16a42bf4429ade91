import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { describeGuardedRoute } from "./describe-guarded-route.ts";
import { problemOf } from "./problem-of.ts";
import { SCENARIO } from "./scoring-requests.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
});
afterAll(() => world.close());

const BASE = "/compat/nemo-gym/tea-shop";
const ADDRESSED = `${BASE}/mild-tea`;
const said = (text: string) => ({ type: "message", role: "assistant", content: [{ type: "output_text", text }] });
const called = (name: string, input: object) => ({
  type: "function_call",
  call_id: "c1",
  name,
  arguments: JSON.stringify(input),
});
const ASKED = said("Which taste do you like?");
const SERVED = [called("serve", { value: "green" }), said("Here you are.")];
const rowOf = (...output: object[]) => ({
  responses_create_params: { input: [{ role: "user", content: "Hello, a tea please." }] },
  response: { output },
});
const stepOf = (name: string, ...output: object[]) => ({ ...rowOf(...output), _ng_step_request_id: name });

const answerOf = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await world.post(path, body, headers);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  return { text, json: JSON.parse(text), cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" };
};
const refusalOf = async (path: string, body: unknown) => problemOf(await world.post(path, body));

describe("NeMo Gym's verify", () => {
  it("gives the row back as it was written, and adds the reward and what it is the sum of", async () => {
    const body = `{"responses_create_params":{"input":"Hello, a tea please.","temperature":1.0},"n":12345678901234567890,"response":{"output":[${JSON.stringify(ASKED)}],"created_at":1.0},"D2_Decision":7}`;
    expect((await answerOf(`${ADDRESSED}/verify`, body)).text).toBe(
      `{"responses_create_params":{"input":"Hello, a tea please.","temperature":1.0},"n":12345678901234567890,"response":{"output":[${JSON.stringify(ASKED)}],"created_at":1.0},"D2_Decision":0.0,"D1_InformationGathering":0.5,"other_source":0.0,"shaping":0.0,"reward":0.5,"reward_components":{"D1_InformationGathering":0.5,"D2_Decision":0.0,"other_source":0.0,"shaping":0.0},"reward_filled":0.0}`,
    );
  });

  it("scores tool calls, turns within the output, and silence", async () => {
    const whole = rowOf(ASKED, { role: "user", content: "Nothing bitter, my stomach minds." }, ...SERVED);
    expect((await answerOf(`${ADDRESSED}/verify`, whole)).json.reward).toBe(1);
    const broken = rowOf(ASKED, { role: "user", content: "Nothing bitter." }, { ...SERVED[0], arguments: "{" });
    expect((await answerOf(`${ADDRESSED}/verify`, broken)).json.reward).toBe(0.5);
    expect((await answerOf(`${ADDRESSED}/verify`, rowOf({ type: "reasoning", summary: [] }))).text).toContain('"reward":0.0');
    const told = {
      ...rowOf(ASKED),
      responses_create_params: { input: "Hello, a tea please.", instructions: "Sell tea." },
      reference: [1],
    };
    expect((await answerOf(`${ADDRESSED}/verify`, told)).json.reward).toBe(0.5);
  });

  it("rewards the last move alone where the address says so, its components changing by as much", async () => {
    const row = rowOf(ASKED, { role: "user", content: "Nothing bitter, my stomach minds." }, ...SERVED);
    const { json } = await answerOf(`${ADDRESSED}/verify?reward_mode=delta`, row);
    expect(json).toMatchObject({ reward: 0.5, D1_InformationGathering: 0, D2_Decision: 0.5, shaping: 0 });
  });

  it.each([
    { scenario_slug: "mild-tea" },
    SCENARIO,
    { label: "tea-shop/mild-tea" },
    { label: JSON.stringify(SCENARIO) },
    { verifier_metadata: SCENARIO },
  ])("takes the scenario from %j", async (names) => {
    expect((await answerOf(`${BASE}/verify`, { ...rowOf(ASKED), ...names })).json.reward).toBe(0.5);
  });

  it.each([
    ["no scenario", BASE, rowOf(ASKED), 400, ""],
    ["another collection's", BASE, { ...rowOf(ASKED), label: "a/b" }, 400, ""],
    ["one that is not there", BASE, { ...rowOf(ASKED), scenario_slug: "none" }, 404, null],
    ["no response", ADDRESSED, { responses_create_params: { input: "a" } }, 400, "/response"],
    ["a message that is too long", ADDRESSED, rowOf(said("a".repeat(2000))), 400, "/response/output"],
  ])("refuses a row with %s", async (_name, base, row, status, pointer) => {
    expect(await refusalOf(`${base}/verify`, row)).toMatchObject({
      status,
      ...(pointer === null ? {} : { errors: [{ pointer }] }),
    });
  });

  it("refuses knobs that are none, and what NeMo Gym could not read", async () => {
    for (const query of ["dims=D1", "on_error=null", "on_error=x", "reward_mode=last"]) {
      expect((await refusalOf(`${ADDRESSED}/verify?${query}`, rowOf(ASKED))).status).toBe(400);
    }
  });

  it("never gives a reward of 0 for a failure unless it says so: an error, a mark, or a number that was chosen", async () => {
    const late = { ...rowOf(ASKED), label: 1.5, mask_sample: true, instance_config: { seed: 1 } };
    const hurried = await createTestWorld({ httpLimits: { latencyBudgetMsMax: 0 } });
    const ask = async (query: string) => await hurried.post(`${ADDRESSED}/verify${query}`, late);
    expect(await problemOf(await ask(""))).toMatchObject({ status: 503, code: "unscored" });
    const masked = await (await ask("?on_error=mask")).text();
    expect(masked).toContain('"reward":0.0,');
    expect(JSON.parse(masked)).toMatchObject({
      mask_sample: true,
      failure_kind: "judge_failed",
      failure_reason: expect.stringMatching(/./),
      instance_config: { seed: 1, mask_sample: true },
      _ng_failure_class: "judge_failed",
      reward_filled: 1,
      reward_components: { D1_InformationGathering: 0, D2_Decision: 0, other_source: 0, shaping: 0 },
    });
    const filled = JSON.parse(await (await ask("?on_error=-1")).text()) as Record<string, unknown>;
    expect(filled).toMatchObject({ reward: -1, reward_filled: 1, reward_components: { shaping: -1 } });
    expect(filled).not.toHaveProperty("mask_sample");
    await hurried.close();
  });
});

describe("NeMo Gym's sessions", () => {
  it("name the scenario in a cookie, for tools and for rows that do not", async () => {
    const { text, cookie } = await answerOf(`${BASE}/seed_session`, { scenario_slug: "mild-tea", ...rowOf(ASKED) });
    expect(text).toBe("{}");
    expect((await answerOf(`${BASE}/verify`, rowOf(ASKED), { cookie })).json.reward).toBe(0.5);
    expect((await answerOf(`${BASE}/serve`, { value: "green" }, { cookie })).text).toBe('{"accepted":true}');
    expect((await answerOf(`${ADDRESSED}/slip`, { text: "Two cups.", value: null })).text).toBe('{"accepted":true}');
    expect((await answerOf(`${ADDRESSED}/serve`, { value: "milk" })).json).toEqual({
      accepted: false,
      detail: "input.value must be one of green, black",
    });
    expect(await refusalOf(`${ADDRESSED}/oven`, {})).toMatchObject({ status: 404 });
    expect(await refusalOf(`${BASE}/serve`, {})).toMatchObject({ status: 400 });
  });

  it("are what an Environment Server orders", async () => {
    const order = { resources_session_id: "r1", episode_id: "e1", task_id: "t1", task_data: { label: "tea-shop/mild-tea" } };
    const { text, cookie } = await answerOf(`${BASE}/seed_session`, order);
    expect(text).toBe('{"resources_session_id":"r1"}');
    expect(cookie).not.toBe("");
    const closing = { resources_session_id: "r1", episode_id: "e1" };
    expect((await answerOf(`${BASE}/close_session`, closing)).text).toBe('{"resources_session_id":"r1"}');
    expect(await refusalOf(`${BASE}/seed_session`, { ...order, task_data: {} })).toMatchObject({
      errors: [{ pointer: "/task_data" }],
    });
    expect(await refusalOf(`${BASE}/seed_session`, { scenario_slug: "none" })).toMatchObject({ status: 404 });
  });
});

describe("NeMo Gym's gymnasium agent", () => {
  const begin = async () => {
    const { json, cookie } = await answerOf(`${ADDRESSED}/reset`, { ...rowOf(), seed: 1 });
    return { json, headers: { cookie } };
  };

  it("plays an episode whose rewards sum to the episode's", async () => {
    const { json, headers } = await begin();
    expect(json).toMatchObject({
      observation: "Hello, a tea please.",
      info: { seed: 1, supports_explicit_close: true, supports_step_idempotency: true },
    });
    expect(json.info.tools.map(({ name }: { name: string }) => name)).toEqual(["serve", "slip"]);
    const asked = await answerOf(`${ADDRESSED}/step`, stepOf("a", ASKED), headers);
    expect(asked.text).toContain('"reward":0.5,"terminated":false,"truncated":false,');
    expect(asked.json.observation).toBe("Nothing bitter, my stomach minds.");
    const served = await answerOf(`${ADDRESSED}/step`, stepOf("b", called("oven", {}), ...SERVED), headers);
    expect(served.json).toMatchObject({ reward: 0.5, terminated: true, truncated: false, info: { turn: 2, outcome: "solved" } });
    expect(served.json.info.tool_outputs).toEqual([
      { call_id: "c1", output: expect.stringContaining('"accepted":false') },
      { call_id: "c1", output: '{"accepted":true}' },
    ]);
    expect((await answerOf(`${ADDRESSED}/close`, {}, headers)).text).toBe('{"closed":true}');
  });

  it("may send a step again, after a restart too, and say the same thing twice", async () => {
    const { headers } = await begin();
    const first = await answerOf(`${ADDRESSED}/step`, stepOf("a", ASKED), headers);
    const restarted = await world.restart().request(`${ADDRESSED}/step`, {
      method: "POST",
      headers: { ...withKey(world.keys.trainer), ...headers, "Content-Type": "application/json" },
      body: JSON.stringify(stepOf("a", ASKED)),
    });
    expect(await restarted.text()).toBe(first.text);
    const [again, twin] = await Promise.all(
      ["b", "b"].map((name) => answerOf(`${ADDRESSED}/step`, stepOf(name, ASKED), headers)),
    );
    expect(again?.json.info.turn).toBe(2);
    expect(twin?.text).toBe(again?.text);
  });

  it("keeps its episode without cookies, and pays at the end or as it stands where the address says so", async () => {
    const { json } = await begin();
    const named = { folkmoot_episode_id: json.info.episode_id };
    const step = (mode: string, body: object) => answerOf(`${BASE}/step?reward_mode=${mode}`, { ...body, ...named });
    expect((await step("terminal", stepOf("a", ASKED))).text).toContain('"reward":0.0,');
    expect((await step("absolute", stepOf("a", ASKED))).text).toContain('"reward":0.5,');
    expect((await step("terminal", stepOf("b", ...SERVED))).text).toContain('"reward":1.0,');
    expect(await refusalOf(`${BASE}/step`, { ...stepOf("c", ASKED), ...named })).toMatchObject({ code: "episode_complete" });
  });

  it("is truncated where the turns run out, and closed where it was never begun", async () => {
    const { headers } = await begin();
    const names = ["a", "b", "c", "d", "e", "f"];
    let last = { truncated: false, terminated: false };
    for (const name of names) {
      last = (await answerOf(`${ADDRESSED}/step`, stepOf(name, said("Hm.")), headers)).json;
    }
    expect(last).toMatchObject({ truncated: true, terminated: false });
    expect((await answerOf(`${ADDRESSED}/close`, { folkmoot_episode_id: "ep_none" })).text).toBe('{"closed":true}');
    expect((await answerOf(`${ADDRESSED}/close`, {})).text).toBe('{"closed":true}');
    expect(await refusalOf(`${ADDRESSED}/step`, stepOf("a", ASKED))).toMatchObject({ status: 400 });
  });
});

describe("NeMo Gym's comparison", () => {
  const group = (...responses: object[]) => ({
    conversation_history: [{ role: "user", content: "Hello, a tea please." }],
    response_objs: responses.map((item) => ({ output: [item] })),
  });

  it("gives win shares within the group, and every pair", async () => {
    const { text, json } = await answerOf(`${ADDRESSED}/compare`, group(ASKED, said("Hm."), said("Hm.")));
    expect(json.rewards.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(1.5, 9);
    expect(json.rewards[0]).toBeGreaterThan(0.9);
    expect(json.comparison_results[0]).toMatchObject({ response_i: 0, response_j: 1, judge_idx: 0, score_1: 0.5, score_2: 0 });
    expect(json.comparison_results[0].ranking).toBeLessThan(1.1);
    expect(text).toContain('{"response_i":1,"response_j":2,"judge_idx":0,"score_1":0.0,"score_2":0.0,"ranking":3.5}');
    expect(json.metrics.tiebreak_usage_rate).toBeCloseTo(1 / 3, 9);
  });

  it("has nothing to tell of fewer than two", async () => {
    expect((await answerOf(`${ADDRESSED}/compare`, group())).text).toBe(
      '{"rewards":[],"comparison_results":null,"metrics":null}',
    );
    expect((await answerOf(`${ADDRESSED}/compare`, group(ASKED))).json.rewards).toEqual([0.5]);
  });

  it("refuses what cannot be scored by its pointer, or fills it", async () => {
    const long = group(ASKED, said("a".repeat(2000)));
    expect(await refusalOf(`${ADDRESSED}/compare`, long)).toMatchObject({ errors: [{ pointer: "/response_objs/1" }] });
    expect((await answerOf(`${ADDRESSED}/compare?on_error=-1`, long)).json.rewards).toEqual([0.5, -1]);
  });
});

describe("NeMo Gym's metrics", () => {
  it("are those of its base class, without what is marked as not measured", async () => {
    const rows = [
      { _ng_task_index: 1, _ng_rollout_index: 0, reward: 1, solved: true },
      { _ng_task_index: 0, _ng_rollout_index: 0, reward: 0.5 },
      { _ng_task_index: 0, _ng_rollout_index: 1, reward: 0, solved: false },
      { _ng_task_index: 0, _ng_rollout_index: 2, reward: 0, mask_sample: true },
    ];
    const { text, json } = await answerOf(`${BASE}/aggregate_metrics`, { verify_responses: rows });
    expect(
      text.startsWith('{"group_level_metrics":[{"_ng_task_index":0,"num_rollouts":2,"mean/reward":0.25,"max/reward":0.5,'),
    ).toBe(true);
    expect(json.agent_metrics).toMatchObject({ "mean/reward": 0.5, "median/reward": 0.5, "std/reward": 0.5, num_repeats: 3 });
    expect(json.key_metrics).toEqual({
      "mean/reward": 0.5,
      "mean/solved": 0.5,
      "coverage/measured_rollouts": 3,
      "coverage/masked_rollouts": 1,
      "coverage/measured_tasks": 2,
      "coverage/fully_masked_tasks": 0,
    });
    expect((await answerOf(`${BASE}/aggregate_metrics`, { verify_responses: [] })).json.key_metrics).toEqual({});
  });
});

describe("a resources server", () => {
  it("says that it is there, and that rows can be verified again", async () => {
    expect(await (await world.get(BASE)).json()).toEqual({ status: "ok" });
    expect(await (await world.get(ADDRESSED)).json()).toEqual({ status: "ok" });
    expect((await world.get("/compat/nemo-gym/none")).status).toBe(404);
    expect((await world.get(`${BASE}/none`)).status).toBe(404);
    expect(await (await world.get(`${BASE}/reverify_mode`)).text()).toBe('"stateless"');
    expect(await (await world.get(`${ADDRESSED}/reverify_mode`)).text()).toBe('"stateless"');
  });

  it("has its key in the path, too", async () => {
    const path = `/compat/k/${world.keys.trainer}/nemo-gym/tea-shop`;
    const headers = { "Content-Type": "application/json" };
    const answer = await world.app.request(`${path}/mild-tea/verify`, {
      method: "POST",
      headers,
      body: JSON.stringify(rowOf(ASKED)),
    });
    expect(answer.status).toBe(200);
    expect((await world.app.request(path)).status).toBe(200);
    expect(world.logLines.at(-2)).toMatchObject({ route: "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/verify" });
    expect(JSON.stringify(world.logLines)).not.toContain(world.keys.trainer);
  });
});

describeGuardedRoute("POST", `${ADDRESSED}/verify`, rowOf(ASKED));
describeGuardedRoute("GET", BASE);
