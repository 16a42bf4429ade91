import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";
import { describeGuardedRoute } from "./describe-guarded-route.ts";
import { problemOf } from "./problem-of.ts";

const LIST = "/api/v1/collections/tea-shop/scenarios";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

describe(`GET ${LIST}`, () => {
  describe("succeeds", () => {
    it("lists the public part of the scenarios", async () => {
      const body = await (await world.get(LIST)).json();
      expect(body.scenarios).toEqual([
        {
          collection_slug: "tea-shop",
          slug: "mild-tea",
          version: 1,
          title: "A cup of tea",
          difficulty: 1,
          tags: ["short"],
          language: "en",
          split: "train",
          max_turns: 6,
        },
      ]);
    });
  });
  describe("refuses", () => {
    it("an unknown collection", async () => {
      expect((await problemOf(await world.get("/api/v1/collections/weather/scenarios"))).code).toBe("not_found");
    });
  });
  describeGuardedRoute("GET", LIST);
});

describe(`GET ${LIST}/{scenario_slug}`, () => {
  describe("succeeds", () => {
    it("reads the brief, the openings and the tools, and nothing that is hidden", async () => {
      const response = await world.get(`${LIST}/mild-tea`);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({
        slug: "mild-tea",
        policy_brief: "You are a barista. Ask the guest, then serve with the tool.",
        opening: ["Hello, a tea please."],
        tools: [
          { id: "serve", type: "decision", name: "Serve", mode: "options", options: ["green", "black"] },
          { id: "slip", type: "artifact", mode: "json_schema", json_schema: { type: "object", required: ["text"] } },
        ],
      });
      expect(text).not.toContain("bitter");
      expect(text).not.toContain("credits");
    });
  });
  describe("refuses", () => {
    it("an unknown scenario, naming it", async () => {
      const response = await world.get(`${LIST}/hot-milk`);
      expect(response.status).toBe(404);
      expect((await problemOf(response)).detail).toContain('"hot-milk"');
    });
    it("a name that every object has", async () => {
      expect((await world.get(`${LIST}/__proto__`)).status).toBe(404);
      expect((await world.get("/api/v1/collections/constructor")).status).toBe(404);
    });
  });
  describeGuardedRoute("GET", `${LIST}/mild-tea`);
});
