import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";

/** The section "is guarded" of a route for trainers: nobody without a key, nobody without the scope, nobody too often. */
export function describeGuardedRoute(method: string, path: string, body?: unknown): void {
  describe("is guarded", () => {
    let world: TestWorld;
    beforeAll(async () => {
      world = await createTestWorld({ httpLimits: { requestsPerMinute: 2 } });
    });
    afterAll(() => world.close());

    const ask = (headers: Record<string, string>) =>
      world.app.request(path, {
        method,
        headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });

    it("refuses a caller without a key", async () => {
      const response = await ask({});
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toContain("Bearer");
      expect(response.headers.get("x-ratelimit-limit")).toBeNull();
      expect((await problemOf(response)).code).toBe("unauthenticated");
    });

    it("refuses a key that nobody has", async () => {
      const response = await ask(withKey(`${world.keys.trainer.slice(0, -1)}!`));
      expect((await problemOf(response)).code).toBe("unauthenticated");
    });

    it("refuses a key without the scope", async () => {
      const response = await ask(withKey(world.keys.annotator));
      expect(response.status).toBe(403);
      const problem = await problemOf(response);
      expect(problem.code).toBe("forbidden");
      expect(problem.detail).toContain("trainer");
    });

    it("lets admins and trainers pass, the key in either header", async () => {
      for (const headers of [withKey(world.keys.admin), { "X-API-Key": world.keys.trainer }]) {
        expect([401, 403]).not.toContain((await ask(headers)).status);
      }
    });

    it("refuses a key that asks too often", async () => {
      const key = withKey(world.keys.otherTenant);
      await ask(key);
      await ask(key);
      const response = await ask(key);
      expect(response.status).toBe(429);
      expect(response.headers.get("retry-after")).toBe("60");
      expect((await problemOf(response)).code).toBe("rate_limited");
    });
  });
}
