import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, START, type TestWorld, withKey } from "./create-test-world.ts";
import { describeGuardedRoute } from "./describe-guarded-route.ts";
import { problemOf } from "./problem-of.ts";

let world: TestWorld;
let episode: string;
beforeAll(async () => {
  world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
});
afterAll(() => world.close());
beforeEach(async () => {
  const started = await world.post("/api/v1/episodes", { collection_slug: "tea-shop", scenario_slug: "mild-tea", seed: 1 });
  episode = `/api/v1/episodes/${(await started.json()).episode_id}`;
  await world.post(`${episode}/turns`, { messages: [{ content: "Which taste do you like?" }] });
});

describe("GET /api/v1/episodes/{episode_id}", () => {
  describe("succeeds", () => {
    it("reads settings, standing and transcript", async () => {
      const response = await world.get(episode);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        request_id: response.headers.get("x-request-id"),
        collection_slug: "tea-shop",
        scenario_slug: "mild-tea",
        seed: 1,
        group_id: null,
        parent_episode_id: null,
        turn: 1,
        max_turns: 6,
        reward_mode: "cumulative",
        episode_complete: false,
        terminal_reason: null,
        transcript: [
          { speaker: "persona", turn: 0, content: "Hello, a tea please.", tool_calls: [] },
          { speaker: "policy", turn: 1, content: "Which taste do you like?", tool_calls: [] },
          { speaker: "persona", turn: 1, content: "Nothing bitter, my stomach minds.", tool_calls: [] },
        ],
        last_answer: { turn: 1, reward: 0.5 },
        created_at: new Date(START).toISOString(),
        versions: { scenario: expect.any(String), engine: expect.any(String) },
      });
    });
    it("hides how scores came about from trainers, also inside the last answer", async () => {
      expect(await (await world.get(episode)).text()).not.toContain("score_breakdown");
      expect(await (await world.get(episode, withKey(world.keys.admin))).text()).toContain("score_breakdown");
    });
  });
  describe("refuses", () => {
    it("an unknown episode, and another tenant's", async () => {
      expect((await problemOf(await world.get("/api/v1/episodes/ep_none"))).code).toBe("not_found");
      expect((await world.get(episode, withKey(world.keys.otherTenant))).status).toBe(404);
    });
    it("an episode that lay idle for too long", async () => {
      const other = await createTestWorld();
      const started = await other.post("/api/v1/episodes", { collection_slug: "tea-shop", scenario_slug: "mild-tea" });
      const { episode_id } = await started.json();
      other.clock.time += 3_600_001;
      const response = await other.get(`/api/v1/episodes/${episode_id}`);
      expect(response.status).toBe(410);
      expect((await problemOf(response)).code).toBe("episode_expired");
      await other.close();
    });
  });
  describeGuardedRoute("GET", "/api/v1/episodes/ep_none");
});

describe("DELETE /api/v1/episodes/{episode_id}", () => {
  describe("succeeds", () => {
    it("says what the episode was worth, which its turns do not where they pay at the end alone", async () => {
      const settings = { collection_slug: "tea-shop", scenario_slug: "mild-tea", reward_mode: "terminal" };
      const started = await world.post("/api/v1/episodes", settings);
      const paid = `/api/v1/episodes/${(await started.json()).episode_id}`;
      await world.post(`${paid}/turns`, { messages: [{ content: "Which taste do you like?" }] });
      expect(await (await world.get(paid)).json()).toMatchObject({ reward: null, scores: null });
      expect(await (await world.send("DELETE", paid)).json()).toMatchObject({
        reward: 0.5,
        scores: { D1_InformationGathering: 1, D2_Decision: 0 },
        last_answer: { reward: 0, cumulative_reward: 0.5 },
      });
    });
    it("ends the episode, and changes nothing the second time", async () => {
      const first = await (await world.send("DELETE", episode)).json();
      expect(first).toMatchObject({ episode_complete: true, terminal_reason: "client_terminated" });
      const second = await (await world.send("DELETE", episode)).json();
      expect({ ...second, request_id: "" }).toEqual({ ...first, request_id: "" });
    });
  });
  describe("refuses", () => {
    it("an unknown episode", async () => {
      expect((await problemOf(await world.send("DELETE", "/api/v1/episodes/ep_none"))).code).toBe("not_found");
    });
  });
  describeGuardedRoute("DELETE", "/api/v1/episodes/ep_none");
});

describe("POST /api/v1/episodes/{episode_id}/fork", () => {
  describe("succeeds", () => {
    it("branches the episode", async () => {
      const response = await world.post(`${episode}/fork`, { at_turn: 1, n: 2 });
      expect(response.status).toBe(201);
      const { episodes } = await response.json();
      expect(episodes).toHaveLength(2);
      expect(episodes[0]).toMatchObject({ turn: 1, parent_episode_id: episode.split("/").at(-1), seed: 1 });
      expect(episodes[0]?.episode_id).not.toBe(episodes[1]?.episode_id);
    });
    it("makes one branch where no number is given", async () => {
      expect((await (await world.post(`${episode}/fork`, { at_turn: 0 })).json()).episodes).toHaveLength(1);
    });
  });
  describe("refuses", () => {
    it("too many branches, and a turn that was not played", async () => {
      expect((await problemOf(await world.post(`${episode}/fork`, { at_turn: 0, n: 5 }))).errors[0]?.pointer).toBe("/n");
      expect((await problemOf(await world.post(`${episode}/fork`, { at_turn: 9 }))).errors[0]?.pointer).toBe("/at_turn");
    });
  });
  describeGuardedRoute("POST", "/api/v1/episodes/ep_none/fork", { at_turn: 0 });
});

describe("POST /api/v1/episodes/{episode_id}/verify", () => {
  describe("succeeds", () => {
    it("replays the episode without a body", async () => {
      const response = await world.send("POST", `${episode}/verify`);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ verified: true, turns: 1, first_different_turn: null });
    });
  });
  describe("refuses", () => {
    it("an unknown episode", async () => {
      expect((await problemOf(await world.send("POST", "/api/v1/episodes/ep_none/verify"))).code).toBe("not_found");
    });
  });
  describeGuardedRoute("POST", "/api/v1/episodes/ep_none/verify");
});
