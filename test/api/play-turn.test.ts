import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { describeGuardedRoute } from "./describe-guarded-route.ts";
import { problemOf } from "./problem-of.ts";

const QUESTION = { role: "user", content: "Which taste do you like?" };
const ANSWER = { role: "assistant", content: "Nothing bitter, my stomach minds." };
const SERVED = { role: "user", content: "Here you are.", tool_calls: [{ name: "serve", input: { value: "green" } }] };

describe("POST /api/v1/episodes/{episode_id}/turns", () => {
  let world: TestWorld;
  let turns: string;
  beforeAll(async () => {
    world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    turns = await startEpisode({});
  });

  async function startEpisode(settings: object): Promise<string> {
    const started = await world.post("/api/v1/episodes", {
      collection_slug: "tea-shop",
      scenario_slug: "mild-tea",
      seed: 1,
      ...settings,
    });
    return `/api/v1/episodes/${(await started.json()).episode_id}/turns`;
  }

  describe("succeeds", () => {
    it("answers a move with the persona's line and the reward", async () => {
      const response = await world.post(turns, { messages: [QUESTION] });
      expect(response.status).toBe(200);
      const body = await response.json();
      expect(body).toEqual({
        request_id: response.headers.get("x-request-id"),
        episode_id: turns.split("/")[4],
        turn: 1,
        observation: ANSWER,
        reward: 0.5,
        reward_delta: 0.5,
        cumulative_reward: 0.5,
        scores: { D1_InformationGathering: 1, D2_Decision: 0 },
        tool_results: [],
        episode_complete: false,
        state_hash: expect.any(String),
        metadata: { role: "assistant", scored: true },
      });
    });

    it("ends with the decision, whole history sent along", async () => {
      await world.post(turns, { messages: [QUESTION] });
      const body = await (await world.post(turns, { messages: [QUESTION, ANSWER, SERVED], turn: 2 })).json();
      expect(body).toMatchObject({
        turn: 2,
        reward: 1,
        reward_delta: 0.5,
        episode_complete: true,
        terminal_reason: "completed",
        outcome: "solved",
        tool_results: [{ name: "serve", accepted: true, detail: null }],
      });
    });

    it.each([
      ["chat-completion APIs", { id: "call_1", type: "function", function: { name: "serve", arguments: '{"value": "green"}' } }],
      ["chat templates", { name: "serve", arguments: { value: "green" } }],
      ["chat templates as text", { name: "serve", arguments: '{"value": "green"}' }],
    ])("takes tool calls as %s write them", async (_case, call) => {
      const body = await (await world.post(turns, { messages: [{ content: null, tool_calls: [call] }] })).json();
      expect(body).toMatchObject({ episode_complete: true, tool_results: [{ name: "serve", accepted: true }] });
    });

    it.each([
      ["in the input", { name: "slip", input: { text: "Two cups.", value: null } }],
      ["in the arguments", { function: { name: "slip", arguments: '{"text":"Two cups.","value":null}' } }],
    ])(
      "takes what is null %s of a tool call for left out, as data sets of one shape for all rows write it",
      async (_case, call) => {
        const body = await (await world.post(turns, { messages: [{ content: null, tool_calls: [call] }] })).json();
        expect(body).toMatchObject({ tool_results: [{ name: "slip", accepted: true }] });
      },
    );

    it.each([
      [
        "text blocks",
        [
          { type: "text", text: "Which taste" },
          { type: "text", text: "do you like?" },
        ],
      ],
      ["a text alone", "Which taste do you like?"],
    ])("takes content as %s", async (_case, content) => {
      const body = await (await world.post(turns, { messages: [{ content }] })).json();
      expect(body.observation.content).toBe(ANSWER.content);
    });

    it.each([
      ["null", null],
      ["an empty text", ""],
      ["no content", undefined],
    ])("takes %s for silence", async (_case, content) => {
      const body = await (await world.post(turns, { messages: [{ role: "user", content }] })).json();
      expect(["Hello?", "Anyone there?", "Are you there?"]).toContain(body.observation.content);
    });

    it("gives the same answer to the same turn again, and says so", async () => {
      const first = await world.post(turns, { messages: [QUESTION], turn: 1 });
      const again = await world.post(turns, { messages: [QUESTION], turn: 1 });
      expect(first.headers.get("idempotent-replayed")).toBeNull();
      expect(again.headers.get("idempotent-replayed")).toBe("true");
      expect(await again.text()).toBe(await first.text());
    });

    it("shows how scores came about to admins alone", async () => {
      const asTrainer = await (await world.post(turns, { messages: [QUESTION] })).json();
      const asAdmin = await (await world.post(turns, { messages: [QUESTION] }, withKey(world.keys.admin))).json();
      expect(asTrainer).not.toHaveProperty("score_breakdown");
      expect(asAdmin.score_breakdown.dimensions["D1_InformationGathering"]).toMatchObject({
        weight: 0.5,
        value: 1,
        explanation: expect.any(String),
      });
    });

    it("says why there is no reward where turns are not scored", async () => {
      const body = await (await world.post(await startEpisode({ score_turns: false }), { messages: [QUESTION] })).json();
      expect(body).toMatchObject({ reward: null, unscored_reason: expect.stringContaining("score_turns") });
      expect(body).not.toHaveProperty("scores");
    });

    it("weighs by the caller's reward_config", async () => {
      const request = { messages: [QUESTION], reward_config: { quality_weights: { discovery: 1 } } };
      expect((await (await world.post(turns, request)).json()).reward).toBe(1);
    });
  });

  describe("refuses", () => {
    it("another move at a turn that was played, naming the next turn", async () => {
      await world.post(turns, { messages: [QUESTION], turn: 1 });
      const response = await world.post(turns, { messages: [{ content: "Something else." }], turn: 1 });
      expect(response.status).toBe(409);
      expect(await problemOf(response)).toMatchObject({ code: "turn_conflict", expected_turn: 2 });
    });

    it("a history that differs from what was said, naming the message", async () => {
      await world.post(turns, { messages: [QUESTION] });
      const response = await world.post(turns, { messages: [QUESTION, { content: "I like it black." }, SERVED] });
      expect(await problemOf(response)).toMatchObject({ status: 409, code: "history_mismatch", index: 1 });
    });

    it("a move after the end", async () => {
      await world.post(turns, { messages: [SERVED] });
      expect(await problemOf(await world.post(turns, { messages: [QUESTION], turn: 2 }))).toMatchObject({
        status: 409,
        code: "episode_complete",
      });
    });

    it("an unknown episode, and another tenant's", async () => {
      expect((await problemOf(await world.post("/api/v1/episodes/ep_none/turns", { messages: [QUESTION] }))).code).toBe(
        "not_found",
      );
      expect((await world.post(turns, { messages: [QUESTION] }, withKey(world.keys.otherTenant))).status).toBe(404);
    });

    it.each([
      ["no messages", { messages: [] }, "/messages", ">=1"],
      ["a message that is too long", { messages: [{ content: "a".repeat(1001) }] }, "/messages/0/content", "<=1000 characters"],
      [
        "blocks that are too long together",
        { messages: [{ content: [0, 1].map(() => ({ type: "text", text: "a".repeat(600) })) }] },
        "/messages/0/content",
        "1201",
      ],
      ["an image", { messages: [{ content: [{ type: "image_url", image_url: "x" }] }] }, "/messages/0/content/0/type", '"text"'],
      ["too many messages", { messages: Array.from({ length: 21 }, () => QUESTION) }, "/messages", "<=20"],
      [
        "arguments that are no JSON",
        { messages: [{ tool_calls: [{ function: { name: "serve", arguments: "{oops" } }] }] },
        "/messages/0/tool_calls/0/function/arguments",
        "JSON object",
      ],
      [
        "arguments that are a list",
        { messages: [{ tool_calls: [{ function: { name: "serve", arguments: "[1]" } }] }] },
        "/messages/0/tool_calls/0/function/arguments",
        "JSON object",
      ],
      [
        "a number that no number holds",
        '{"messages":[{"content":"x","tool_calls":[{"name":"serve","input":{"value":1e999}}]}]}',
        "/messages/0/tool_calls/0/input",
        "too large",
      ],
      [
        "a negative weight",
        { messages: [QUESTION], reward_config: { quality_weights: { discovery: -1 } } },
        "/reward_config/quality_weights/discovery",
        "received -1",
      ],
      [
        "weights that are all 0",
        { messages: [QUESTION], reward_config: { quality_weights: { discovery: 0 } } },
        "/reward_config/quality_weights",
        "above 0",
      ],
      [
        "an unknown kind of weight",
        { messages: [QUESTION], reward_config: { quality_weights: { charm: 1 } } },
        "/reward_config/quality_weights",
        "charm",
      ],
      [
        "a misspelt knob of the scoring",
        { messages: [QUESTION], reward_config: { quality_weight: {} } },
        "/reward_config",
        "quality_weight;",
      ],
      ["tool calls beside the move", { messages: [QUESTION], tool_calls: [{ name: "serve" }] }, "/tool_calls", "ride on"],
    ])("%s", async (_case, body, pointer, part) => {
      const response = await world.post(turns, body);
      expect(response.status).toBe(400);
      const problem = await problemOf(response);
      expect(problem.errors[0]?.pointer).toBe(pointer);
      expect(problem.errors[0]?.detail).toContain(part);
    });
  });

  describeGuardedRoute("POST", "/api/v1/episodes/ep_none/turns", { messages: [QUESTION] });
});
