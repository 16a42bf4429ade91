import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
});
afterAll(() => world.close());

const COLLECTION = "/compat/openenv/tea-shop";
const SCENARIO = `${COLLECTION}/mild-tea`;
const ASK = { content: "Which taste do you like?" };
const SERVE = { content: "Here you are.", tool_calls: [{ name: "serve", input: { value: "green" } }] };

const textOf = async (path: string, body?: object) => {
  const response = await (body === undefined ? world.get(path) : world.post(path, body));
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return text;
};
// biome-ignore lint/suspicious/noExplicitAny: answers are read member by member.
const jsonOf = async (path: string, body?: object): Promise<any> => JSON.parse(await textOf(path, body));
const resetTo = async (fields: object = {}, path = SCENARIO) => {
  const { metadata } = await jsonOf(`${path}/reset`, fields);
  return metadata.episode_id as string;
};
const step = (episodeId: string, action: object, more: object = {}) =>
  textOf(`${SCENARIO}/step`, { episode_id: episodeId, action, ...more });
const rpc = async (method: string, params: object = {}, path = SCENARIO) =>
  await jsonOf(`${path}/mcp`, { jsonrpc: "2.0", id: 7, method, params });

describe("OpenEnv over HTTP", () => {
  it("resets to the persona's opening, with what the policy is asked to do", async () => {
    const answer = await jsonOf(`${SCENARIO}/reset`, { seed: 7 });
    expect(answer).toMatchObject({
      observation: { content: "Hello, a tea please.", policy_brief: expect.stringContaining("barista"), done_reason: null },
      reward: null,
      done: false,
      metadata: { turn: 0, scenario_slug: "mild-tea", seed: 7, max_turns: 6, reward_mode: "delta", scores: null },
    });
    expect(answer.observation.available_tools.map(({ id }: { id: string }) => id)).toEqual(["serve", "slip"]);
  });

  it("writes rewards and scores as floats, counts as whole numbers", async () => {
    const episodeId = await resetTo();
    expect(await step(episodeId, ASK)).toBe(
      `{"observation":{"content":"Nothing bitter, my stomach minds.","tool_results":[],"done_reason":null,"outcome":null},"reward":0.5,"done":false,"metadata":{"episode_id":"${episodeId}","turn":1,"cumulative_reward":0.5,"scores":{"D1_InformationGathering":1.0,"D2_Decision":0.0}}}`,
    );
  });

  it.each([
    ["delta", [0.5, 0.5]],
    ["terminal", [0, 1]],
    ["absolute", [0.5, 1]],
  ])("pays by %s", async (reward_mode, rewards) => {
    const episodeId = await resetTo({ reward_mode });
    const answers = [JSON.parse(await step(episodeId, ASK)), JSON.parse(await step(episodeId, SERVE))];
    expect(answers.map(({ reward }) => reward)).toEqual(rewards);
    expect(answers[1]).toMatchObject({ done: true, observation: { done_reason: "completed", outcome: "solved" } });
  });

  it("takes the same move again for a retry, and for another turn where the turn says so", async () => {
    const episodeId = await resetTo();
    const first = await step(episodeId, ASK, { timeout_s: 30, request_id: "r1" });
    expect(await step(episodeId, ASK)).toBe(first);
    expect(JSON.parse(await step(episodeId, ASK, { turn: 2 })).metadata.turn).toBe(2);
  });

  it("goes on with an episode by its id, and refuses to change it", async () => {
    const episodeId = await resetTo();
    await step(episodeId, ASK);
    const resumed = await jsonOf(`${SCENARIO}/reset`, { episode_id: episodeId });
    expect(resumed).toMatchObject({
      observation: { content: "Nothing bitter, my stomach minds." },
      metadata: { episode_id: episodeId, turn: 1, cumulative_reward: 0.5 },
    });
    const refused = await world.post(`${SCENARIO}/reset`, { episode_id: episodeId, seed: 3 });
    expect(await problemOf(refused)).toMatchObject({ status: 400, errors: [{ pointer: "/seed" }] });
    expect((await world.post(`${SCENARIO}/reset`, { episode_id: "ep_unknown" })).status).toBe(404);
    const strangers = await world.post(`${SCENARIO}/reset`, { episode_id: episodeId }, withKey(world.keys.otherTenant));
    expect(strangers.status).toBe(404);
  });

  it("draws the scenario by the seed where the path names none, and takes any other episode id for a group", async () => {
    expect((await jsonOf(`${COLLECTION}/reset`, { seed: 3 })).metadata).toMatchObject({ scenario_slug: "mild-tea", seed: 3 });
    const [a, b] = [
      await jsonOf(`${COLLECTION}/reset`, { episode_id: "rollout-1" }),
      await jsonOf(`${COLLECTION}/reset`, { episode_id: "rollout-1" }),
    ];
    expect(a.metadata.episode_id).not.toBe(b.metadata.episode_id);
    expect([a.metadata.seed, a.metadata.group_id]).toEqual([b.metadata.seed, "rollout-1"]);
    const capOf = async (max_turns: number) =>
      (await jsonOf(`${COLLECTION}/reset`, { task: "mild-tea", max_turns })).metadata.max_turns;
    expect([await capOf(2), await capOf(7)]).toEqual([2, 6]);
  });

  it.each([
    ["a member that does not exist", SCENARIO, { scenario: "mild-tea" }, 400],
    ["two names", SCENARIO, { task: "strong-tea" }, 400],
    ["a seed below 0", SCENARIO, { seed: -1 }, 400],
    ["an empty split", COLLECTION, { split: "test" }, 404],
    ["a scenario that is not there", COLLECTION, { task: "none" }, 404],
    ["a collection that is not there", "/compat/openenv/none", {}, 404],
  ])("refuses a reset with %s", async (_name, path, body, status) => {
    expect((await world.post(`${path}/reset`, body)).status).toBe(status);
  });

  it.each([
    ["a number", 42, "42"],
    ["a truth value", true, "true"],
    ["a list", [1, "a"], '[1,"a"]'],
    ["silence", null, ""],
    ["text blocks", [{ type: "text", text: "Hi." }], "Hi."],
  ])("plays a reply that was parsed as %s", async (_name, content, said) => {
    const episodeId = await resetTo();
    await step(episodeId, { content, metadata: {} });
    const { transcript } = await jsonOf(`/api/v1/episodes/${episodeId}`);
    expect(transcript[1].content).toBe(said);
  });

  it("refuses an action by its place in the body, and a move after the end", async () => {
    const episodeId = await resetTo();
    const refuse = async (action: unknown) =>
      await problemOf(await world.post(`${SCENARIO}/step`, { episode_id: episodeId, action }));
    expect(await refuse({ message: "hi" })).toMatchObject({ status: 400, errors: [{ pointer: "/action/content" }] });
    expect(await refuse({ content: "x".repeat(1001) })).toMatchObject({ errors: [{ pointer: "/action/content" }] });
    expect(await refuse({ type: "call_tool", tool_name: "send_message", arguments: {} })).toMatchObject({
      errors: [{ pointer: "/action/arguments" }],
    });
    expect(await refuse({ type: "call_tool", tool_name: "send_message", arguments: { content: {} } })).toMatchObject({
      errors: [{ pointer: "/action/arguments/content" }],
    });
    await step(episodeId, SERVE);
    expect(await refuse(ASK)).toMatchObject({ status: 409, code: "episode_complete" });
    expect((await world.post(`${COLLECTION}/step`, { episode_id: "ep_none", action: ASK })).status).toBe(404);
  });

  it("lists tools and plays them as OpenEnv's own actions", async () => {
    const episodeId = await resetTo();
    const listed = JSON.parse(await step(episodeId, { type: "list_tools" }));
    expect(listed).toMatchObject({ reward: null, done: false, metadata: { turn: 0 } });
    expect(listed.observation.tools.map(({ name }: { name: string }) => name)).toEqual(["send_message", "serve", "slip"]);
    const missing = JSON.parse(await step(episodeId, { type: "call_tool", tool_name: "fly" }));
    expect(missing.observation).toMatchObject({ tool_name: "fly", result: null, error: { error_type: "tool_not_found" } });
    const said = JSON.parse(await step(episodeId, { type: "call_tool", tool_name: "send_message", arguments: ASK }));
    expect(said).toMatchObject({ reward: 0.5, observation: { result: { content: "Nothing bitter, my stomach minds." } } });
    const served = JSON.parse(await step(episodeId, { type: "call_tool", tool_name: "serve", arguments: { value: "green" } }));
    expect(served).toMatchObject({ done: true, reward: 0.5, observation: { error: null, result: { outcome: "solved" } } });
  });

  it("tells the state, before a reset too", async () => {
    expect(await textOf(`${COLLECTION}/state`)).toBe('{"episode_id":null,"step_count":0}');
    const episodeId = await resetTo();
    await step(episodeId, ASK);
    const text = await textOf(`${SCENARIO}/state?episode_id=${episodeId}`);
    expect(JSON.parse(text)).toMatchObject({ episode_id: episodeId, step_count: 1, done: false, reward: 0.5 });
    expect(text).toContain('"scores":{"D1_InformationGathering":1.0,"D2_Decision":0.0}');
    expect((await world.get(`/compat/openenv/other/state?episode_id=${episodeId}`)).status).toBe(404);
  });

  it("describes itself, with the text as the action's only required member", async () => {
    expect(await textOf(`${SCENARIO}/health`)).toBe('{"status":"healthy"}');
    expect(await jsonOf(`${SCENARIO}/metadata`)).toMatchObject({ name: "tea-shop/mild-tea", version: "0.0.0-test" });
    const { action, observation, state } = await jsonOf(`${SCENARIO}/schema`);
    expect(action).toMatchObject({ title: "FolkmootAction", required: ["content"] });
    expect([observation.title, state.title]).toEqual(["FolkmootObservation", "FolkmootState"]);
    expect((await world.get(`${COLLECTION}/none/health`)).status).toBe(404);
  });

  it("lists its routes below the address, as OpenEnv's validator wants them", async () => {
    const { info, paths } = await jsonOf(`${SCENARIO}/openapi.json`);
    expect(info).toEqual({ title: "tea-shop/mild-tea", version: "0.0.0-test" });
    const methods = Object.entries(paths).map(([path, operations]) => [path, ...Object.keys(operations as object)]);
    expect(methods).toEqual([
      ["/reset", "post"],
      ["/step", "post"],
      ["/state", "get"],
      ["/health", "get"],
      ["/schema", "get"],
      ["/metadata", "get"],
      ["/mcp", "post"],
    ]);
    expect((await world.get(`${COLLECTION}/none/openapi.json`)).status).toBe(404);
  });

  it("takes its key from the path and from the user information, and from nobody else's", async () => {
    const { trainer, annotator } = world.keys;
    const health = (path: string, headers: Record<string, string> = {}) => world.app.request(path, { headers });
    expect((await health(`/compat/k/${trainer}/openenv/tea-shop/mild-tea/health`)).status).toBe(200);
    expect((await health(`/compat/k/${trainer}/openenv/tea-shop/health`)).status).toBe(200);
    const basic = { Authorization: `Basic ${Buffer.from(`${trainer}:`).toString("base64")}` };
    expect((await health(`${COLLECTION}/health`, basic)).status).toBe(200);
    expect((await health(`${COLLECTION}/health`)).status).toBe(401);
    expect((await health(`/compat/k/${annotator}/openenv/tea-shop/health`)).status).toBe(403);
  });
});

describe("MCP over HTTP", () => {
  it("greets, and lists the tools of the path's scenario without a session", async () => {
    expect((await rpc("initialize", { protocolVersion: "2025-03-26" })).result).toEqual({
      protocolVersion: "2025-03-26",
      capabilities: { tools: { listChanged: false } },
      serverInfo: { name: "folkmoot", version: "0.0.0-test" },
    });
    const names = async (path: string) =>
      (await rpc("tools/list", {}, path)).result.tools.map(({ name }: { name: string }) => name);
    expect(await names(SCENARIO)).toEqual(["send_message", "serve", "slip"]);
    expect(await names(COLLECTION)).toEqual(["send_message"]);
  });

  it("plays a session to its end, and shows the policy no reward", async () => {
    const { session_id } = (await rpc("openenv/session/create")).result;
    const said = (await rpc("tools/call", { session_id, name: "send_message", arguments: ASK })).result;
    expect(said).toEqual({
      content: [{ type: "text", text: "Nothing bitter, my stomach minds." }],
      structuredContent: expect.objectContaining({ content: "Nothing bitter, my stomach minds.", done: false }),
      data: said.structuredContent,
      isError: false,
      _meta: expect.objectContaining({ reward: 0.5, turn: 1, done: false }),
    });
    expect(JSON.stringify([said.content, said.data])).not.toMatch(/reward|score/);
    const wrong = (await rpc("tools/call", { session_id, name: "serve", arguments: { value: "milk" } })).result;
    expect([wrong.isError, wrong.content[1].text]).toEqual([true, expect.stringMatching(/^serve: refused: /)]);
    const served = (await rpc("tools/call", { session_id, name: "serve", arguments: { value: "green" } })).result;
    expect(served.data).toMatchObject({ done: true, outcome: "solved" });
    expect((await rpc("tools/call", { session_id, name: "send_message", arguments: ASK })).error).toMatchObject({
      code: -32000,
      data: { problem: "episode_complete" },
    });
  });

  it("ends a session's episode with it", async () => {
    const { session_id } = (await rpc("openenv/session/create", { seed: 5 })).result;
    expect((await rpc("openenv/session/close", { session_id })).result).toEqual({ session_id, closed: true });
    expect(await jsonOf(`/api/v1/episodes/${session_id}`)).toMatchObject({ terminal_reason: "client_terminated", seed: 5 });
  });

  it.each([
    ["an unknown method", { method: "resources/list" }, -32601],
    ["no name", { method: "tools/call", params: {} }, -32602],
    ["no session", { method: "tools/call", params: { name: "serve" } }, -32602],
    ["an unknown session", { method: "tools/list", params: { session_id: "ep_none" } }, -32602],
    ["a session that is no text", { method: "tools/list", params: { session_id: 7 } }, -32602],
    ["arguments that are no object", { method: "tools/call", params: { name: "serve", arguments: [] } }, -32602],
    ["a session to close that is not named", { method: "openenv/session/close" }, -32602],
    ["no method", {}, -32600],
  ])("answers %s with an error", async (_name, message, code) => {
    const { error, result } = await jsonOf(`${SCENARIO}/mcp`, { jsonrpc: "2.0", id: "x", ...message });
    expect([error.code, result]).toEqual([code, undefined]);
  });

  it("answers what is no JSON at all with a problem document", async () => {
    expect((await world.post(`${SCENARIO}/mcp`, "{")).status).toBe(400);
  });
});
