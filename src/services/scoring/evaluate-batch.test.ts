import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld, EVALUATE_REQUEST as REQUEST } from "../../../test/doubles/create-service-world.ts";
import { GOOD_TALK, POOR_TALK, RUINED_TALK } from "../../../test/doubles/transcripts.ts";
import { UnavailableError } from "../../domain/errors.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { BatchItem, BatchRequest, BatchResult } from "./batch-evaluation.ts";
import type { BatchHooks } from "./batch-hooks.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import type { EvaluateRequest } from "./evaluation.ts";

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(async () => {
  await world.close();
});

const item = (id: string | null, change: Partial<EvaluateRequest> = {}, groupId: string | null = null): BatchItem => ({
  id,
  groupId,
  request: { ...REQUEST, ...change },
});
const good = (id: string, groupId: string | null = null) => item(id, {}, groupId);
const poor = (id: string, groupId: string | null = null) => item(id, { messages: POOR_TALK }, groupId);
const ruined = (id: string, groupId: string | null = null) => item(id, { messages: RUINED_TALK }, groupId);
const unknown = (id: string | null, groupId: string | null = null) => item(id, { scenarioSlug: "none" }, groupId);
const BAD: BatchItem = {
  id: "bad",
  groupId: null,
  invalid: { failureClass: "invalid_request", detail: "/messages: is empty", retryable: false },
};

const evaluate = (items: readonly BatchItem[], change: Partial<BatchRequest> = {}, hooks: BatchHooks<BatchResult> = {}) =>
  evaluateBatch(world.ports, CALLER, { items, rewardMode: "absolute", deadlineAt: null, ...change }, hooks);
const outline = ({ results }: { readonly results: readonly BatchResult[] }) => results.map(({ id, status }) => [id, status]);

describe("evaluating a batch", () => {
  it("keeps the order, and one bad item never fails the others", async () => {
    const batch = await evaluate([good("good"), unknown(null), BAD, ruined("ruined"), poor("poor")]);
    expect(outline(batch)).toEqual([
      ["good", "ok"],
      ["1", "error"],
      ["bad", "error"],
      ["ruined", "disqualified"],
      ["poor", "ok"],
    ]);
    expect(batch.results[1]).toMatchObject({ failure: { failureClass: "not_found", retryable: false } });
    expect(batch.summary).toEqual({ ok: 2, disqualified: 1, unscored: 0, error: 2, meanReward: 0.083333333 });
    expect(batch.scoringVersion).toMatch(/^persona-\d+\+rubric-\d+\+shaping-\d+$/);
  });

  it("names the fault of an item by its pointer", async () => {
    const nobody = item("mute", { messages: [{ role: "system", content: "x", toolCalls: [] }] });
    expect((await evaluate([nobody])).results[0]).toMatchObject({
      failure: { failureClass: "invalid_request", detail: "/messages: holds no line of the policy" },
    });
  });

  it("answers a fault of the program without a word of it, and tells the log", async () => {
    const fault = new TypeError("secret detail");
    const scenarios: ServicePorts["scenarios"] = {
      ...world.ports.scenarios,
      findScenario: (collectionSlug, scenarioSlug) => {
        if (scenarioSlug === "broken") {
          throw fault;
        }
        return world.ports.scenarios.findScenario(collectionSlug, scenarioSlug);
      },
    };
    const items = [good("a"), item("broken", { scenarioSlug: "broken" }), poor("c")];
    const request = { items, rewardMode: "absolute", deadlineAt: null } as const;
    const batch = await evaluateBatch({ ...world.ports, scenarios }, CALLER, request);
    expect(outline(batch)).toEqual([
      ["a", "ok"],
      ["broken", "error"],
      ["c", "ok"],
    ]);
    expect(batch.results[1]).toMatchObject({ failure: { failureClass: "internal" } });
    expect(JSON.stringify(batch)).not.toContain("secret detail");
    expect(world.faults).toEqual([fault]);
  });

  it("has no mean where nothing was scored", async () => {
    expect((await evaluate([BAD])).summary.meanReward).toBeNull();
  });

  it("leaves unscored what comes after the deadline, and goes on naming what was wrong", async () => {
    const results = await evaluate(
      [good("in time"), poor("late"), unknown("unknown")],
      { deadlineAt: world.clock.time + 1 },
      {
        onResult: () => {
          world.clock.time += 1;
        },
      },
    );
    expect(outline(results)).toEqual([
      ["in time", "ok"],
      ["late", "unscored"],
      ["unknown", "error"],
    ]);
    expect(results.summary).toMatchObject({ ok: 1, unscored: 1, error: 1, meanReward: 0.25 });
  });

  it("pauses whenever it has worked for some milliseconds, so that others are let in, and not before", async () => {
    const items = Array.from({ length: 17 }, (_, index) => good(`${index}`));
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
      world.clock.time += 50;
    };
    await evaluate(items, {}, { pause });
    expect(pauses).toBe(0);
    const onResult = () => {
      world.clock.time += 1;
    };
    await evaluate(items, {}, { pause, onResult });
    expect(pauses).toBe(4);
  });

  it("stops where nobody waits any more after a pause", async () => {
    const nobodyWaits = new AbortController();
    const onResult = () => {
      world.clock.time += 1000;
    };
    const pause = async () => nobodyWaits.abort(new Error("gone"));
    await expect(evaluate([good("a"), good("b")], {}, { pause, onResult, signal: nobodyWaits.signal })).rejects.toThrow("gone");
  });

  it("stops when nobody waits any more, and records nothing", async () => {
    const nobodyWaits = new AbortController();
    const asked = item("a", { normalization: { key: "k", windows: ["1d"] } });
    const hooks = { signal: nobodyWaits.signal, onResult: () => nobodyWaits.abort(new Error("gone")) };
    await expect(evaluate([asked, poor("b"), poor("c")], {}, hooks)).rejects.toThrow("gone");
    expect(await evaluate([asked])).toMatchObject({ results: [{ evaluation: { normalized: { "1d": { count: 0 } } } }] });
  });
});

describe("the group view", () => {
  it("is each candidate's expected share of wins within its group", async () => {
    const { results } = await evaluate([good("a", "g"), poor("x", "h"), poor("b", "g"), good("c", "g")], { rewardMode: "group" });
    const [a, x, b, c] = results.map((result) => ("groupReward" in result ? result.groupReward : null));
    expect(x).toBe(0.5);
    expect(a).toBe(c);
    expect((a ?? 0) + (b ?? 0) + (c ?? 0)).toBeCloseTo(1.5, 12);
    expect(a).toBeGreaterThan(b ?? 1);
    expect(results[0]).toMatchObject({ evaluation: { reward: 0.25 } });
  });

  it("counts the disqualified with 0 and leaves out those without a reward", async () => {
    const alone = await evaluate([good("a", "g"), ruined("b", "g")], { rewardMode: "group" });
    const among = await evaluate([good("a", "g"), unknown("x", "g"), ruined("b", "g")], { rewardMode: "group" });
    expect(among.results[1]).toMatchObject({ status: "error" });
    expect(shareOf(among.results[0])).toBe(shareOf(alone.results[0]));
    expect(shareOf(among.results[2])).toBe(shareOf(alone.results[1]));
    expect(shareOf(alone.results[0])).toBeGreaterThan(0.5);
  });

  it("needs a group of every item", async () => {
    const { results } = await evaluate([good("a", "g"), good("b")], { rewardMode: "group" });
    expect(results[1]).toMatchObject({ status: "error", failure: { failureClass: "invalid_request" } });
    expect(results[1]).toMatchObject({ failure: { detail: expect.stringContaining("/group_id") } });
  });

  it("is absent in absolute mode", async () => {
    expect((await evaluate([good("a", "g"), poor("b", "g")])).results).toMatchObject([
      { groupId: "g", groupReward: null },
      { groupId: "g", groupReward: null },
    ]);
  });

  it("hands on a group when its last member is scored", async () => {
    const seen: number[] = [];
    const onResult = (_: BatchResult, index: number) => seen.push(index);
    await evaluate([good("a", "g"), poor("x", "h"), poor("b", "g"), BAD, good("y", "h")], { rewardMode: "group" }, { onResult });
    expect(seen).toEqual([0, 2, 3, 1, 4]);
  });
});

const shareOf = (result: BatchResult | undefined) => (result && "groupReward" in result ? result.groupReward : null);

describe("histories in a batch", () => {
  const asked = (id: string, change: Partial<EvaluateRequest> = {}, key = "k", windows: readonly string[] = ["1d", "9n"]) =>
    item(id, { normalization: { key, windows }, ...change });
  const normalizedOf = (result: BatchResult | undefined) =>
    result && "evaluation" in result && result.evaluation.status !== "unscored" ? result.evaluation.normalized : null;

  it("are the same for all items, and get them all afterwards", async () => {
    const first = await evaluate([asked("a"), asked("b", { messages: POOR_TALK }), good("c")]);
    expect(normalizedOf(first.results[0])).toMatchObject({ "1d": { count: 0 }, "9n": { count: 0 } });
    expect(normalizedOf(first.results[1])).toMatchObject({ "1d": { count: 0 } });
    expect(normalizedOf(first.results[2])).toBeNull();
    const second = await evaluate([asked("a"), asked("b", { messages: POOR_TALK }), asked("c", {}, "other")]);
    expect(normalizedOf(second.results[0])).toMatchObject({ "1d": { count: 2, percentile: 0.75 }, "9n": { count: 2 } });
    expect(normalizedOf(second.results[1])).toMatchObject({ "1d": { count: 2, percentile: 0.25 } });
    expect(normalizedOf(second.results[2])).toMatchObject({ "1d": { count: 0 } });
  });

  it("get nothing of items without a reward", async () => {
    await evaluate([asked("a", { scenarioSlug: "none" }), asked("b")]);
    expect(normalizedOf((await evaluate([asked("c")])).results[0])).toMatchObject({ "1d": { count: 1 } });
  });

  it("give each item the windows it asked for, whatever others of its key ask for", async () => {
    await evaluate([asked("before")]);
    const bad = asked("bad", { scenarioSlug: "none" }, "k", ["3d"]);
    const { results } = await evaluate([
      bad,
      asked("a", {}, "k", ["2d"]),
      asked("b", {}, "k", ["1n", "2d"]),
      asked("c", {}, "k", []),
    ]);
    expect(results.map(normalizedOf)).toEqual([
      null,
      { "2d": expect.objectContaining({ count: 1 }) },
      { "1n": expect.objectContaining({ count: 1 }), "2d": expect.objectContaining({ count: 1 }) },
      {},
    ]);
  });

  it("refuse windows that are none, alone", async () => {
    const batch = await evaluate([asked("a"), asked("b", {}, "k", ["soon"])]);
    expect(outline(batch)).toEqual([
      ["a", "ok"],
      ["b", "error"],
    ]);
    expect(batch.results[1]).toMatchObject({
      failure: { detail: expect.stringContaining('/normalization_windows/0: is "soon"') },
    });
  });

  it("are bounded in number, by items that have a reward alone", async () => {
    const items = Array.from({ length: 34 }, (_, index) => asked(`${index}`, {}, `k${index}`));
    const bad = asked("bad", { scenarioSlug: "none" }, "one more");
    const batch = await evaluate([bad, ...items, asked("known", {}, "k0")]);
    expect(batch.summary).toMatchObject({ ok: 33, error: 3 });
    expect(outline(batch).slice(-3)).toEqual([
      ["32", "error"],
      ["33", "error"],
      ["known", "ok"],
    ]);
  });

  it("come with the group view, and hold the item's own reward", async () => {
    const inGroup = (id: string, messages = GOOD_TALK): BatchItem => ({ ...asked(id, { messages }), groupId: "g" });
    await evaluate([asked("before", { messages: POOR_TALK })]);
    const { results } = await evaluate([inGroup("a"), inGroup("b", POOR_TALK)], { rewardMode: "group" });
    expect(normalizedOf(results[0])).toMatchObject({ "1d": { count: 1, percentile: 1 } });
    expect(shareOf(results[0])).toBeGreaterThan(0.5);
  });

  it("that cannot be written fail their items alone, so that these can be sent again", async () => {
    world.failHistory(new UnavailableError("storage_unavailable", "The database cannot be reached."));
    const batch = await evaluate([asked("a"), good("b"), BAD]);
    expect(outline(batch)).toEqual([
      ["a", "error"],
      ["b", "ok"],
      ["bad", "error"],
    ]);
    expect(batch.results[0]).toMatchObject({ failure: { failureClass: "storage_unavailable", retryable: true } });
    expect(batch.summary).toMatchObject({ ok: 1, error: 2 });
  });
});
