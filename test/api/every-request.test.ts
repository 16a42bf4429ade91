import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, START, type TestWorld, withKey } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";

describe("every request", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld();
  });
  afterAll(() => world.close());

  describe("has an id", () => {
    it("of its own, where it is sane", async () => {
      const response = await world.get("/healthz", { "X-Request-ID": "trainer-7.step_42" });
      expect(response.headers.get("x-request-id")).toBe("trainer-7.step_42");
    });
    it.each(["", "has space", "a".repeat(129), "<script>"])("that is drawn anew instead of %j", async (id) => {
      expect((await world.get("/healthz", { "X-Request-ID": id })).headers.get("x-request-id")).toMatch(/^req_/);
    });
    it("also when it is refused", async () => {
      expect((await world.app.request("/nowhere")).headers.get("x-request-id")).toMatch(/^req_/);
    });
  });

  describe("with a key is counted", () => {
    it("in a minute that starts with the first request", async () => {
      const own = await createTestWorld({ httpLimits: { requestsPerMinute: 2 } });
      const path = "/api/v1/collections";
      const first = await own.get(path);
      expect(first.headers.get("x-ratelimit-limit")).toBe("2");
      expect(first.headers.get("x-ratelimit-remaining")).toBe("1");
      expect(first.headers.get("x-ratelimit-reset")).toBe(String(START / 1000 + 60));
      own.clock.time += 20_000;
      await own.get(path);
      const refused = await own.get(path);
      expect(refused.status).toBe(429);
      expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
      expect(refused.headers.get("retry-after")).toBe("40");
      expect((await problemOf(refused)).detail).toMatch(/^Rate limit exceeded/);
      expect((await own.get(path, withKey(own.keys.admin))).status).toBe(200);
      own.clock.time += 40_000;
      expect((await own.get(path)).status).toBe(200);
      await own.close();
    });
    it("also when its body is refused", async () => {
      const response = await world.post("/api/v1/episodes", "{");
      expect(response.status).toBe(400);
      expect(response.headers.get("x-ratelimit-remaining")).not.toBeNull();
    });
  });

  describe("gets a problem document where it is refused", () => {
    it("for a path that does not exist", async () => {
      const response = await world.app.request("/api/v2/episodes?secret=1");
      expect(response.status).toBe(404);
      const problem = await problemOf(response);
      expect(problem.instance).toBe("/api/v2/episodes");
      expect(problem.detail).toContain("/docs");
    });
    it("for a method that a path does not have, naming those it has", async () => {
      const response = await world.send("PUT", "/api/v1/episodes/ep_1");
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("GET, DELETE");
      expect(await problemOf(response)).toMatchObject({
        code: "method_not_allowed",
        detail: expect.stringContaining("GET, DELETE"),
      });
    });
    it.each(["HEAD", "OPTIONS", "PURGE"])("for %s on a path that only takes POST", async (method) => {
      const response = await world.send(method, "/api/v1/evaluate");
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("POST");
    });
    it("for a path that is not decodable", async () => {
      expect((await problemOf(await world.get("/api/v1/collections/%E0%A4%A"))).code).toBe("not_found");
    });
    it("for a mistake of the server, without saying what it was", async () => {
      const broken = await createTestWorld({
        ports: {
          scenarios: {
            listCollections: () => {
              throw new Error("canary: SELECT secret FROM keys");
            },
            findCollection: () => null,
            findScenario: () => null,
          },
        },
      });
      const response = await broken.get("/api/v1/collections");
      expect(response.status).toBe(500);
      const problem = await problemOf(response);
      expect(problem.code).toBe("internal");
      expect(JSON.stringify(problem)).not.toContain("canary");
      const logged = broken.logLines.find((line) => line["msg"] === "request failed");
      expect(JSON.stringify(logged)).toContain("canary");
      expect(logged?.["request_id"]).toBe(problem.request_id);
      await broken.close();
    });
  });

  describe("is logged", () => {
    it("by its route, without path, query, body or key", async () => {
      world.logLines.length = 0;
      await world.post("/api/v1/episodes/ep_hidden/turns?canary=1", { messages: [{ content: "canary" }] });
      expect(world.logLines).toHaveLength(1);
      expect(world.logLines[0]).toMatchObject({
        method: "POST",
        route: "/api/v1/episodes/{episode_id}/turns",
        status: 404,
        ms: 0,
        request_id: expect.any(String),
        key_id: expect.any(String),
      });
      const text = JSON.stringify(world.logLines);
      expect(text).not.toContain("canary");
      expect(text).not.toContain("ep_hidden");
      expect(text).not.toContain(world.keys.trainer);
    });
  });

  it("may ask for the headers alone", async () => {
    const response = await world.send("HEAD", "/api/v1/collections");
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
    expect((await world.app.request("/api/v1/collections", { method: "HEAD" })).status).toBe(401);
  });

  describe("without a key", () => {
    it("may do everything while the server has no key at all", async () => {
      const open = await createTestWorld({ hasKeys: false });
      expect((await open.app.request("/api/v1/collections")).status).toBe(200);
      await open.close();
    });
    it.each([
      ["localhost:8080", 200],
      ["127.0.0.1", 200],
      ["[::1]:8080", 200],
      ["rebound.example:8080", 403],
      ["localhost.example", 403],
    ])("may then ask by the name %s: %i", async (host, status) => {
      const open = await createTestWorld({ hasKeys: false });
      expect((await open.app.request("/api/v1/collections", { headers: { Host: host } })).status).toBe(status);
      await open.close();
    });
    it("is refused with a malformed header, even then", async () => {
      const open = await createTestWorld({ hasKeys: false });
      const response = await open.app.request("/api/v1/collections", { headers: { Authorization: "Basic abc" } });
      expect(response.status).toBe(401);
      await open.close();
    });
  });
});
