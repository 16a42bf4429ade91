import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, START, type TestWorld } from "./create-test-world.ts";
import { describeGuardedRoute } from "./describe-guarded-route.ts";
import { problemOf } from "./problem-of.ts";

const PATH = "/api/v1/episodes";
const REQUEST = { collection_slug: "tea-shop", scenario_slug: "mild-tea" };

describe(`POST ${PATH}`, () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld();
  });
  afterAll(() => world.close());

  describe("succeeds", () => {
    it("starts an episode field by field as the contract says", async () => {
      const response = await world.post(PATH, { ...REQUEST, seed: 7, group_id: "g-1" });
      expect(response.status).toBe(201);
      const body = await response.json();
      expect(body).toEqual({
        request_id: response.headers.get("x-request-id"),
        episode_id: expect.stringMatching(/^ep_/),
        seed: 7,
        group_id: "g-1",
        turn: 0,
        initial_observation: { role: "assistant", content: "Hello, a tea please." },
        observation: { role: "assistant", content: "Hello, a tea please." },
        tools: [
          {
            id: "serve",
            type: "decision",
            name: "Serve",
            mode: "options",
            description: "The tea that is served. Ends the visit.",
            options: ["green", "black"],
          },
          {
            id: "slip",
            type: "artifact",
            name: "Order slip",
            mode: "json_schema",
            description: "A note for the kitchen.",
            json_schema: { type: "object", required: ["text"], properties: { text: { type: "string", maxLength: 200 } } },
          },
        ],
        policy_brief: "You are a barista. Ask the guest, then serve with the tool.",
        episode_complete: false,
        state_hash: expect.any(String),
        expires_at: new Date(START + 3_600_000).toISOString(),
      });
    });

    it("draws a seed where none is given and says which", async () => {
      const body = await (await world.post(PATH, REQUEST)).json();
      expect(Number.isSafeInteger(body.seed)).toBe(true);
    });

    it("takes the largest seed that JSON numbers hold exactly", async () => {
      const body = await (await world.post(PATH, { ...REQUEST, seed: 2 ** 53 - 1 })).json();
      expect(body.seed).toBe(2 ** 53 - 1);
    });

    it("speaks in the role the caller chose", async () => {
      const body = await (await world.post(PATH, { ...REQUEST, observation_role: "user" })).json();
      expect(body.observation.role).toBe("user");
    });

    it("ignores members that the contract does not name, such as the original API's id", async () => {
      expect((await world.post(PATH, { ...REQUEST, id: "x", extra: { deep: true } })).status).toBe(201);
    });
  });

  describe("refuses", () => {
    it.each([
      ["a missing slug", { scenario_slug: "mild-tea" }, "/collection_slug", "Missing"],
      ["a seed below 0", { ...REQUEST, seed: -1 }, "/seed", "received -1"],
      ["a seed beyond 2^53 - 1", { ...REQUEST, seed: 2 ** 53 }, "/seed", "9007199254740992"],
      ["a seed that is a text", { ...REQUEST, seed: "7" }, "/seed", 'received "7"'],
      ["an unknown reward mode", { ...REQUEST, reward_mode: "sum" }, "/reward_mode", '"cumulative"|"delta"|"terminal"'],
      ["an unknown setting in config", { ...REQUEST, config: { turns: 3 } }, "/config", "turns"],
      ["no turns", { ...REQUEST, config: { max_turns: 0 } }, "/config/max_turns", "received 0"],
      ["more turns than the scenario has", { ...REQUEST, config: { max_turns: 7 } }, "/config/max_turns", "at most 6"],
    ])("%s", async (_case, body, pointer, part) => {
      const response = await world.post(PATH, body);
      expect(response.status).toBe(400);
      const problem = await problemOf(response);
      expect(problem.code).toBe("invalid_request");
      expect(problem.errors).toHaveLength(1);
      expect(problem.errors[0]?.pointer).toBe(pointer);
      expect(problem.errors[0]?.detail).toContain(part);
    });

    it.each([
      ["collection", { ...REQUEST, collection_slug: "weather" }],
      ["scenario", { ...REQUEST, scenario_slug: "weather" }],
    ])("an unknown %s", async (_case, body) => {
      const response = await world.post(PATH, body);
      expect(response.status).toBe(404);
      expect((await problemOf(response)).detail).toContain("weather");
    });

    it("a body that is a list", async () => {
      expect((await problemOf(await world.post(PATH, []))).errors).toEqual([
        { pointer: "", detail: "Expected object; received a list of 0." },
      ]);
    });
  });

  describeGuardedRoute("POST", PATH, REQUEST);
});
