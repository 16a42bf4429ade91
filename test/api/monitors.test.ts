import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMonitorWorld, OBSERVED } from "../doubles/create-monitor-world.ts";
import { drawsFrom, HONEST, policyWith } from "../doubles/observed-policies.ts";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";

const PATH = "/api/v1/monitors";

describe("GET /api/v1/monitors", () => {
  const watched = createMonitorWorld();
  const { monitors } = watched;
  let world: TestWorld;
  let idle: TestWorld;
  const ask = (path: string, of = world) => of.app.request(path, { headers: withKey(of.keys.admin) });
  const read = async (path: string, of = world) =>
    (await (await ask(path, of)).json()) as {
      readonly readings: readonly Record<string, never>[];
      readonly alarms: readonly unknown[];
    };

  beforeAll(async () => {
    [world, idle] = await Promise.all([createTestWorld({ ports: { monitorReader: monitors } }), createTestWorld()]);
    const draws = drawsFrom(1);
    const policy = policyWith(() => HONEST);
    for (let count = 0; count < 150; count += 1) {
      monitors.book.observe({ ...OBSERVED, answers: policy(draws, 0) });
    }
    watched.time.advance(2 * 3_600_000);
    monitors.book.observe({ ...OBSERVED, source: { kind: "rubric", id: "rubric", revision: "rubric-3", degraded: true } });
    monitors.book.observe({ ...OBSERVED, scenarioSlug: "strong-tea" });
    monitors.book.observe({ ...OBSERVED, tenantId: "somebody else" });
    monitors.alarms.raise({ alarm: "distrusted", sourceId: "skywork", ...OBSERVED }, { value: 0.2, threshold: 0.5 });
  });
  afterAll(() => Promise.all([world.close(), idle.close()]));

  it("is for admins", async () => {
    expect((await problemOf(await world.app.request(PATH))).code).toBe("unauthenticated");
    const response = await world.app.request(PATH, { headers: withKey(world.keys.trainer) });
    expect(response.status).toBe(403);
    expect((await problemOf(response)).detail).toContain("admin");
  });

  it("says that nothing was seen where nothing was", async () => {
    expect(await read(PATH, idle)).toMatchObject({ hours: 24, alarms: [], readings: [], truncated: false });
  });

  it("tells of every source of every scenario of the tenant", async () => {
    const { readings, alarms } = await read(PATH);
    expect(readings).toMatchObject([
      { scenario_slug: "mild-tea", source: { kind: "rubric", id: "rubric", revision: "rubric-3" } },
      { scenario_slug: "mild-tea", source: { kind: "reward_model", id: "skywork", revision: "r1" } },
      { scenario_slug: "strong-tea", source: { id: "skywork" } },
    ]);
    expect(alarms).toEqual([
      {
        alarm: "distrusted",
        collection_slug: "tea-shop",
        scenario_slug: "mild-tea",
        source: "skywork",
        value: 0.2,
        threshold: 0.5,
        since: "2027-01-01T14:00:00.000Z",
      },
    ]);
  });

  it("gives every measure with its interval, the reference, the drift and the hours", async () => {
    const { readings } = await read(`${PATH}?source=skywork&scenario_slug=mild-tea`);
    expect(readings).toHaveLength(1);
    expect(readings[0]).toMatchObject({
      share: 1200 / 1201,
      scenario_version: "d1",
      measures: { answers: 1200, groups: 150, zero_spread: { count: 150 } },
      reference: {
        state: "frozen",
        since: "2027-01-01T12:00:00.000Z",
        frozen_at: "2027-01-01T12:00:00.000Z",
        measures: { answers: 1000 },
      },
      by_hour: [{ hour: "2027-01-01T12:00:00.000Z", answers: 1200, agreement: null }],
    });
    const { measures, drift } = readings[0] as unknown as Record<string, Record<string, Record<string, number>>>;
    for (const name of [
      "reward",
      "characters",
      "length_correlation",
      "length_correlation_within",
      "repetition",
      "at_clip",
      "unscored",
    ]) {
      const { value = Number.NaN, low = Number.NaN, high = Number.NaN } = measures?.[name] ?? {};
      expect({ name, isBetween: low <= value && value <= high }).toEqual({ name, isBetween: true });
    }
    expect(drift?.["reward"]?.["value"]).toBeLessThan(0.05);
  });

  it("gathers a reference before it holds anything against it", async () => {
    const { readings } = await read(`${PATH}?scenario_slug=strong-tea`);
    expect(readings).toMatchObject([
      { reference: { state: "gathering", frozen_at: null, measures: { answers: 1 } }, drift: null },
    ]);
  });

  it("tells of the hours that are asked for", async () => {
    expect(await read(`${PATH}?hours=1&scenario_slug=mild-tea`)).toMatchObject({
      hours: 1,
      readings: [{ source: { id: "rubric" }, share: 1 }],
    });
    expect((await read(`${PATH}?collection_slug=unknown`)).readings).toEqual([]);
  });

  it.each(["hours=0", "hours=169", "hours=many", "source=", `scenario_slug=${"x".repeat(129)}`])("refuses %s", async (query) => {
    const response = await ask(`${PATH}?${query}`);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toContain(`The query is not valid: ${query.split("=")[0]}: `);
  });
});
