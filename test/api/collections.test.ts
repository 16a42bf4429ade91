import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";
import { describeGuardedRoute } from "./describe-guarded-route.ts";
import { problemOf } from "./problem-of.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

describe("GET /api/v1/collections", () => {
  describe("succeeds", () => {
    it("lists the collections with their dimensions", async () => {
      const response = await world.get("/api/v1/collections");
      expect(response.status).toBe(200);
      const body = await response.json();
      expect(body.request_id).toBe(response.headers.get("x-request-id"));
      expect(body.collections).toEqual([
        {
          slug: "tea-shop",
          title: "Tea shop",
          description: "A barista finds out which tea a guest wants and serves it.",
          language: "en",
          dimensions: [
            { key: "D1_InformationGathering", title: "Information gathering", description: "Finds out what the guest wants." },
            { key: "D2_Decision", title: "Decision", description: "Serves the right tea." },
          ],
          scenario_count: 1,
        },
      ]);
    });
  });
  describeGuardedRoute("GET", "/api/v1/collections");
});

describe("GET /api/v1/collections/{collection_slug}", () => {
  describe("succeeds", () => {
    it("reads one collection", async () => {
      const response = await world.get("/api/v1/collections/tea-shop");
      expect(await response.json()).toMatchObject({ slug: "tea-shop", scenario_count: 1, request_id: expect.any(String) });
    });
  });
  describe("refuses", () => {
    it("an unknown slug, naming it", async () => {
      const response = await world.get("/api/v1/collections/weather");
      expect(response.status).toBe(404);
      expect((await problemOf(response)).detail).toContain('"weather"');
    });
    it("a slug that is too long", async () => {
      const response = await world.get(`/api/v1/collections/${"a".repeat(200)}`);
      expect((await problemOf(response)).detail).toContain("collection_slug");
    });
  });
  describeGuardedRoute("GET", "/api/v1/collections/tea-shop");
});
