import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

describe("GET /healthz", () => {
  it("answers as long as the process lives", async () => {
    const response = await world.app.request("/healthz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      request_id: response.headers.get("x-request-id"),
      status: "ok",
      version: "0.0.0-test",
    });
  });
});

describe("GET /readyz", () => {
  it("says yes while the checks hold", async () => {
    const response = await world.app.request("/readyz");
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "ready", checks: ["storage"] });
  });

  it("says no while a check fails, without its reason, and probes at most once a second", async () => {
    let probes = 0;
    const check = () => {
      probes += 1;
      return Promise.reject(new Error("canary: disk at /var/secret"));
    };
    const sick = await createTestWorld({ http: { readinessProbes: [{ name: "storage", check }] } });
    const [response] = await Promise.all([1, 2, 3].map(() => sick.app.request("/readyz")));
    expect(response?.status).toBe(503);
    expect(response?.headers.get("retry-after")).toBe("1");
    const problem = await problemOf(response ?? new Response());
    expect(problem.code).toBe("storage_unavailable");
    expect(JSON.stringify(problem)).not.toContain("canary");
    expect(probes).toBe(1);
    sick.clock.time += 1000;
    await sick.app.request("/readyz");
    expect(probes).toBe(2);
    await sick.close();
  });

  it("says no while the server drains; it stays alive", async () => {
    const leaving = await createTestWorld();
    leaving.drainState.start();
    expect((await problemOf(await leaving.app.request("/readyz"))).code).toBe("draining");
    expect((await leaving.app.request("/healthz")).status).toBe(200);
    await leaving.close();
  });
});

describe("GET /metrics", () => {
  it("counts requests by route pattern, never by path", async () => {
    await world.get("/api/v1/collections/tea-shop");
    await world.get("/no/such/path/canary");
    const response = await world.app.request("/metrics");
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    const text = await response.text();
    expect(text).toContain(
      'http_server_request_duration_seconds_count{method="GET",route="/api/v1/collections/{collection_slug}",status="200"} 1',
    );
    expect(text).toContain('route="unmatched",status="404"');
    expect(text).not.toContain("tea-shop");
    expect(text).not.toContain("canary");
  });

  it("shows the gauges that were handed in; one that fails does not hide the others", async () => {
    const measured = await createTestWorld({
      http: {
        gauges: [
          { name: "broken_things", help: "Fails.", labelNames: [], measure: () => Promise.reject(new Error("no")) },
          {
            name: "episodes",
            help: "By status.",
            labelNames: ["status"],
            measure: async () => [{ labels: { status: "open" }, value: 3 }],
          },
        ],
      },
    });
    const text = await (await measured.app.request("/metrics")).text();
    expect(text).toContain('episodes{status="open"} 3');
    expect(measured.logLines.some((line) => line["gauge"] === "broken_things")).toBe(true);
    await measured.close();
  });
});

describe("GET /docs", () => {
  it("is a page without anything inline, under a strict policy", async () => {
    const response = await world.app.request("/docs");
    expect(response.status).toBe(200);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    const page = await response.text();
    expect(page).not.toMatch(/<script(?![^>]* src=)/);
    expect(page).not.toMatch(/https?:\/\//);
    for (const [, address] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
      const asset = await world.app.request(address ?? "");
      expect({ address, status: asset.status }).toEqual({ address, status: 200 });
      expect((await asset.arrayBuffer()).byteLength).toBeGreaterThan(50);
    }
  });

  it.each(["package.json", "..%2Fpackage.json", "..%2F..%2F..%2Fpackage.json", "constructor"])(
    "serves no other file: %s",
    async (file) => {
      expect((await world.app.request(`/docs/assets/${file}`)).status).toBe(404);
    },
  );
});
