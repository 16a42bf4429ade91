import { describe, expect, it } from "vitest";
import { createMonitorWorld, OBSERVED } from "../../../test/doubles/create-monitor-world.ts";
import { drawsFrom, type Habits, HONEST, policyWith } from "../../../test/doubles/observed-policies.ts";
import { countAnswers, mergeTallies } from "../../domain/monitors/monitor-tally.ts";
import { MONITOR_LIMITS } from "./monitor-limits.ts";
import type { Monitors, ObservedGroup } from "./monitors.ts";

type World = ReturnType<typeof createMonitorWorld>;
const HOUR_MINUTES = 60;

/** Has a policy with those habits answer so many prompts. */
function answer(monitors: Monitors, habits: Partial<Habits>, prompts: number, changes: Partial<ObservedGroup> = {}, seed = 1) {
  const draws = drawsFrom(seed);
  const policy = policyWith(() => ({ ...HONEST, ...habits }));
  for (let count = 0; count < prompts; count += 1) {
    monitors.observe({ ...OBSERVED, answers: policy(draws, 0), ...changes });
  }
}

const read = (world: World, hours = 24) =>
  world.monitors.read({ tenantId: "default", collectionSlug: null, scenarioSlug: null, sourceId: null, hours });
const told = (world: World) => world.events.map(({ alarm, state, sourceId }) => `${sourceId}: ${alarm} ${state}`);
const REPEATING = { repetition: 0.35 };

describe("the book of what the monitors see", () => {
  it("keeps every minute what is new, and goes on after a restart in the middle of an hour", async () => {
    const first = createMonitorWorld();
    await first.begin();
    answer(first.monitors.book, {}, 150);
    await first.pass(1);
    answer(first.monitors.book, {}, 10, {}, 2);
    await first.monitors.close();

    const second = createMonitorWorld(first);
    await second.begin();
    expect(read(second)).toEqual({
      ...read(first),
      readings: read(first).readings.map((reading) => ({ ...reading, revision: "r1" })),
    });
    answer(second.monitors.book, {}, 10, {}, 3);
    await second.pass(1);
    const third = createMonitorWorld(second);
    await third.begin();
    expect(read(third).readings).toMatchObject([
      { measures: { answers: 170 * 8 }, reference: { frozenAt: expect.any(Number), measures: { answers: 1000 } } },
    ]);
  });

  it("adds to what was kept what came in before it was read back", async () => {
    const first = createMonitorWorld();
    await first.begin();
    answer(first.monitors.book, {}, 150);
    await first.monitors.close();
    const second = createMonitorWorld(first);
    answer(second.monitors.book, {}, 5);
    await second.begin();
    expect(read(second).readings).toMatchObject([{ measures: { answers: 155 * 8 }, reference: { measures: { answers: 1000 } } }]);
  });

  it("loses nothing while the store fails, and writes nothing over what it could not read", async () => {
    const first = createMonitorWorld();
    await first.begin();
    answer(first.monitors.book, {}, 10);
    await first.monitors.close();

    const second = createMonitorWorld(first);
    const { store } = first;
    const broken = { keepHours: fail, readHours: fail, purgeHours: fail };
    second.world.store = broken;
    await second.begin();
    answer(second.monitors.book, {}, 10);
    await second.pass(2);
    expect(second.faults).toHaveLength(3);
    second.world.store = store;
    await second.pass(1);
    second.world.store = { ...broken, readHours: (since, limit) => store.readHours(since, limit), purgeHours: async () => 0 };
    answer(second.monitors.book, {}, 10);
    await second.pass(1);
    second.world.store = store;
    await second.monitors.close();
    const third = createMonitorWorld(second);
    await third.begin();
    expect(read(third).readings).toMatchObject([{ measures: { answers: 240 } }]);
  });

  it("writes nothing where it never could read, not even in the end, and reads in the end where it never began", async () => {
    const first = createMonitorWorld();
    answer(first.monitors.book, {}, 10);
    await first.monitors.close();
    const blind = createMonitorWorld(first);
    blind.world.store = { keepHours: (hours) => first.store.keepHours(hours), readHours: fail, purgeHours: fail };
    answer(blind.monitors.book, {}, 10);
    await blind.monitors.close();
    expect(blind.faults).toHaveLength(1);
    const brief = createMonitorWorld(first);
    answer(brief.monitors.book, {}, 5);
    await brief.monitors.close();
    const last = createMonitorWorld(first);
    await last.begin();
    expect(read(last).readings).toMatchObject([{ measures: { answers: 120 } }]);
  });

  it("leaves out hours that it cannot read, and says so", async () => {
    const world = createMonitorWorld();
    const { tenantId, collectionSlug, scenarioSlug } = OBSERVED;
    const names = { tenantId, collectionSlug, scenarioSlug, sourceId: "skywork" };
    const hourAt = world.time.clock.now();
    await world.store.keepHours([
      { ...names, hourAt, tally: "{" },
      { ...names, hourAt: hourAt - 3_600_000, tally: '{"format":99}' },
      { ...names, hourAt: hourAt - 7_200_000, tally: '{"format":1,"series":[{"tally":[1]}],"alarms":[]}' },
    ]);
    await world.begin();
    expect(read(world).readings).toEqual([]);
    expect(String(world.faults[0])).toContain("3 kept hours");
  });

  it("holds nothing of one revision of a source, or version of a scenario, against another", async () => {
    const world = createMonitorWorld();
    await world.begin();
    answer(world.monitors.book, {}, 200);
    await world.pass(1);
    answer(world.monitors.book, { quality: 3 }, 200, { source: { ...OBSERVED.source, revision: "r2" } });
    await world.pass(1);
    world.world.digest = "d2";
    answer(world.monitors.book, { quality: -3 }, 200);
    await world.pass(1);
    expect(read(world).readings).toMatchObject([
      { revision: "r1", scenarioDigest: "d1" },
      { revision: "r2", scenarioDigest: "d1" },
      { revision: "r1", scenarioDigest: "d2" },
    ]);
    expect(told(world)).toEqual([]);
  });

  it("takes the learned model for one however often it learns", async () => {
    const world = createMonitorWorld();
    for (const revision of ["1", "2", "3"]) {
      answer(world.monitors.book, {}, 10, { source: { kind: "learned", id: "learned", revision, degraded: false } });
    }
    expect(read(world).readings).toMatchObject([{ sourceId: "learned", revision: "3", measures: { answers: 240 } }]);
  });

  it("watches a bounded number of sources: the least recent are kept in the store and forgotten", async () => {
    const world = createMonitorWorld();
    await world.begin();
    const count = MONITOR_LIMITS.sourcesMax + 1;
    for (let index = 0; index < count; index += 1) {
      world.monitors.book.observe({ ...OBSERVED, scenarioSlug: `s${index}` });
      world.time.jump(1);
    }
    expect(world.monitors.book.listSources().length).toBeLessThanOrEqual(MONITOR_LIMITS.sourcesMax);
    expect(world.monitors.book.listSources().some(({ name }) => name.scenarioSlug === "s0")).toBe(false);
    await world.monitors.close();
    const kept = await world.store.readHours(0, 10_000);
    expect(kept).toHaveLength(count);
    expect(kept.some(({ scenarioSlug }) => scenarioSlug === "s0")).toBe(true);
  });

  it("forgets hours of more than a week ago", async () => {
    const world = createMonitorWorld();
    await world.begin();
    answer(world.monitors.book, {}, 1);
    await world.pass(1);
    world.time.jump(MONITOR_LIMITS.hoursMax * 3_600_000);
    answer(world.monitors.book, {}, 2);
    await world.pass(1);
    const hours = world.monitors.book.listSources().flatMap(({ series }) => series.flatMap((one) => [...one.hours.values()]));
    expect(countAnswers(mergeTallies(hours.map(({ tally }) => tally)))).toBe(16);
  });
});

describe("the alarms of the monitors", () => {
  it("are told once when they are raised and once when they end, across restarts", async () => {
    const first = createMonitorWorld();
    await first.begin();
    answer(first.monitors.book, {}, 150);
    await first.pass(2 * HOUR_MINUTES);
    answer(first.monitors.book, REPEATING, 100);
    await first.pass(3);
    expect(told(first)).toEqual(["skywork: repetition raised"]);
    await first.monitors.close();

    const second = createMonitorWorld(first);
    await second.begin();
    answer(second.monitors.book, REPEATING, 10);
    await second.pass(3);
    expect(told(second)).toEqual([]);
    expect(read(second).alarms).toEqual(read(first).alarms);
    await second.pass(2 * HOUR_MINUTES);
    answer(second.monitors.book, {}, 100);
    await second.pass(3);
    expect(told(second)).toEqual(["skywork: repetition ended"]);

    const third = createMonitorWorld(second);
    await third.begin();
    expect(read(third).alarms).toEqual([]);
  });

  it("are owed to the webhook", async () => {
    const world = createMonitorWorld();
    await world.begin();
    answer(world.monitors.book, REPEATING, 100);
    await world.pass(1);
    expect(world.owed).toMatchObject([{ tenantId: "default", attempts: 0, deliveryId: expect.stringMatching(/^msg_/) }]);
    const { type, timestamp, data } = JSON.parse(world.owed[0]?.payload ?? "");
    expect({ type, timestamp }).toEqual({ type: "monitor.alarm", timestamp: "2027-01-01T12:01:00.000Z" });
    expect(data).toEqual({
      alarm: "repetition",
      collection_slug: "tea-shop",
      scenario_slug: "mild-tea",
      source: "skywork",
      value: expect.closeTo(0.35, 1),
      threshold: 0.3,
      state: "raised",
      since: "2027-01-01T12:01:00.000Z",
    });
  });

  it("end when nothing has been answered for a day", async () => {
    const world = createMonitorWorld();
    await world.begin();
    answer(world.monitors.book, REPEATING, 100);
    await world.pass(1);
    world.time.jump(23 * 3_600_000);
    await world.pass(1);
    expect(told(world)).toEqual(["skywork: repetition raised"]);
    world.time.jump(2 * 3_600_000);
    await world.pass(1);
    expect(told(world)).toEqual(["skywork: repetition raised", "skywork: repetition ended"]);
  });

  it("of a source with two revisions end when both are well", async () => {
    const [pairs, singles] = ["r1/pair", "r1"].map((revision) => ({ source: { ...OBSERVED.source, revision } }));
    const world = createMonitorWorld();
    await world.begin();
    answer(world.monitors.book, REPEATING, 100, pairs);
    answer(world.monitors.book, {}, 100, singles);
    await world.pass(HOUR_MINUTES);
    // Not alarming any more, and not well yet.
    answer(world.monitors.book, { repetition: 0.285 }, 100, pairs);
    answer(world.monitors.book, {}, 100, singles);
    await world.pass(1);
    expect(told(world)).toEqual(["skywork: repetition raised"]);
    await world.pass(HOUR_MINUTES);
    answer(world.monitors.book, {}, 100, pairs);
    await world.pass(1);
    expect(told(world)).toEqual(["skywork: repetition raised", "skywork: repetition ended"]);
  });

  it("tell of a source that stands in for another for a fifth of the answers, not of one that does now and then", async () => {
    const rubric = { kind: "rubric", id: "rubric", revision: "rubric-3", degraded: true } as const;
    const world = createMonitorWorld();
    await world.begin();
    answer(world.monitors.book, {}, 380);
    answer(world.monitors.book, {}, 20, { source: rubric });
    await world.pass(1);
    expect(told(world)).toEqual([]);
    answer(world.monitors.book, {}, 200, { source: rubric });
    await world.pass(1);
    expect(told(world)).toEqual(["rubric: degraded raised"]);
  });

  it("tell of people who come to disagree with a source", async () => {
    const world = createMonitorWorld();
    await world.begin();
    world.world.agreement = { share: 0.75, lower: 0.7, votes: 200 };
    answer(world.monitors.book, {}, 150);
    await world.pass(1);
    await world.pass(HOUR_MINUTES);
    world.world.agreement = { share: 0.72, lower: 0.68, votes: 400 };
    answer(world.monitors.book, {}, 10);
    await world.pass(1);
    expect(told(world)).toEqual([]);
    world.world.agreement = { share: 0.5, lower: 0.45, votes: 600 };
    answer(world.monitors.book, {}, 10);
    await world.pass(1);
    expect(told(world)).toEqual(["skywork: disagreement raised"]);
    expect(read(world).readings[0]).toMatchObject({
      reference: { disagreement: 0.25 },
      hours: [{ agreement: { share: 0.75 } }, { agreement: { share: 0.5, votes: 600 } }],
    });
  });

  it("that others raised stay until they end them", async () => {
    const world = createMonitorWorld();
    await world.begin();
    const subject = {
      alarm: "distrusted",
      tenantId: "default",
      collectionSlug: "c",
      scenarioSlug: "s",
      sourceId: "judge",
    } as const;
    world.monitors.alarms.raise(subject, { value: 0.1, threshold: 0.2 });
    world.monitors.alarms.raise(subject, { value: 0.3, threshold: 0.2 });
    world.time.jump(30 * 3_600_000);
    await world.pass(1);
    const restarted = createMonitorWorld(world);
    await restarted.begin();
    expect(read(restarted).alarms).toMatchObject([{ ...subject, value: 0.1 }]);
    restarted.monitors.alarms.end(subject, { value: 0.4, threshold: 0.2 });
    restarted.monitors.alarms.end(subject, { value: 0.4, threshold: 0.2 });
    expect([...told(world), ...told(restarted)]).toEqual(["judge: distrusted raised", "judge: distrusted ended"]);
  });
});

async function fail(): Promise<never> {
  throw new Error("the disk is gone");
}
