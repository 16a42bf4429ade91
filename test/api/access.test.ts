import type { OpenAPIHono } from "@hono/zod-openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";

const PUBLIC = [
  "GET /healthz",
  "GET /readyz",
  "GET /metrics",
  "GET /openapi.json",
  "GET /docs",
  "GET /docs/assets/{file}",
  "GET /docs/problems/{code}",
  "GET /vote",
  "GET /vote/assets/{file}",
  "POST /api/v1/annotators/sessions",
];

describe("who may call what", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld();
  });
  afterAll(() => world.close());

  it("only the operations and the signing in are public; every other route needs a key or a session", async () => {
    const { paths } = (await (await world.app.request("/openapi.json")).json()) as {
      paths: Record<string, Record<string, { security: unknown[] }>>;
    };
    const open: string[] = [];
    for (const [path, operations] of Object.entries(paths)) {
      for (const [verb, operation] of Object.entries(operations)) {
        const method = verb.toUpperCase();
        const response = await world.app.request(path.replaceAll(/\{.+?\}/g, "x"), { method });
        const name = `${method} ${path}`;
        expect({ name, isOpen: response.status !== 401 }).toEqual({ name, isOpen: operation.security.length === 0 });
        open.push(...(response.status === 401 ? [] : [name]));
      }
    }
    expect(open.sort()).toEqual([...PUBLIC].sort());
  });

  it("documents every route that is served", async () => {
    const { paths } = (await (await world.app.request("/openapi.json")).json()) as { paths: Record<string, object> };
    const documented = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(.+?)\}/g, ":$1")}`),
    );
    const served = (world.app as OpenAPIHono).routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(served)].sort()).toEqual(documented.sort());
  });

  it("a route that states no scope is open to nobody", async () => {
    const other = await createTestWorld();
    other.app.get("/forgotten", (c) => c.text("hello"));
    const response = await other.app.request("/forgotten", { headers: withKey(other.keys.admin) });
    expect(response.status).toBe(403);
    expect((await problemOf(response)).detail).toContain("no scope");
    await other.close();
  });

  it("the metrics may be for admins alone", async () => {
    const closed = await createTestWorld({ http: { metricsAccess: "admin" } });
    expect((await closed.app.request("/metrics")).status).toBe(401);
    expect((await closed.get("/metrics")).status).toBe(403);
    expect((await closed.get("/metrics", withKey(closed.keys.admin))).status).toBe(200);
    await closed.close();
  });
});
