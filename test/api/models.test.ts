import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnsweredPair } from "../../src/services/evidence/audit.ts";
import type { OpinionAsk } from "../../src/services/fallback/opinions.ts";
import { RUBRIC_ALONE } from "../../src/services/fallback/rubric-alone.ts";
import type { ObservedGroup } from "../../src/services/monitors/monitors.ts";
import { createOpinions, rubricOpinion, strengthByText, toOpinion } from "../doubles/create-opinions.ts";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { createThreadWorld, THREAD_START_MS } from "./create-thread-world.ts";
import { problemOf } from "./problem-of.ts";
import { BAD_ITEM, ITEM, PAIR, SCORING_ROUTES } from "./scoring-requests.ts";

// The four scoring routes where a fallback has more than the rubric: here and on scoring threads alike.

const EVALUATE = "/api/v1/evaluate";
const COMPARE = "/api/v1/compare";
const BATCH = "/api/v1/batch/evaluate";
const FORCE = "X-Folkmoot-Force-Fallback";
const WIRE_SKYWORK = { kind: "reward_model", id: "skywork", revision: "vllm_classify/8b", degraded: false, reason: null };
const HANGS = "hangs";

interface ComparedBody {
  readonly p_a: number;
  readonly reward_a: number;
  readonly reward_b: number;
}

/** A reward model that goes by the words, fails where a reference says so, and a fallback that tells. */
function answer(ask: OpinionAsk) {
  const isDown = ask.candidates.some(({ question }) => question.reference === HANGS);
  return isDown ? rubricOpinion(ask) : toOpinion(ask.candidates.map(strengthByText), { calibration: "5" });
}

describe.each([
  ["here", createTestWorld],
  ["on a scoring thread", createThreadWorld],
] as const)("scoring with a reward model %s", (_where, open) => {
  const { opinions, asked } = createOpinions(answer);
  const observed: ObservedGroup[] = [];
  const considered: AnsweredPair[] = [];
  let world: TestWorld;
  beforeAll(async () => {
    world = await open({
      httpLimits: { requestsPerMinute: 10_000 },
      ports: {
        rewardModels: { ...RUBRIC_ALONE, sourceIds: ["skywork", "local", "rubric"] },
        opinions,
        monitors: { observe: (group) => void observed.push(group) },
        audit: { consider: (_caller, pair) => void considered.push(pair) },
      },
    });
  }, THREAD_START_MS);
  afterAll(() => world.close());
  /** What reaches the main thread behind an answer. */
  const until = async (has: () => boolean) => {
    while (!has()) {
      await turn();
    }
  };

  it("says who answered, what became of those asked, and under which versions", async () => {
    const response = await world.post(EVALUATE, ITEM);
    expect(response.headers.get("x-reward-source")).toBe("reward_model:skywork");
    expect(response.headers.get("x-reward-degraded")).toBe("false");
    const body = await response.json();
    expect(body).toMatchObject({
      status: "ok",
      source: WIRE_SKYWORK,
      attempts: [{ source: "skywork", outcome: "ok", ms: 12 }],
      versions: { source: "vllm_classify/8b", calibration: "5" },
      scoring_version: expect.stringMatching(/^vllm_classify\/8b\+5\+shaping-2\+/),
    });
    expect(JSON.stringify(body)).not.toMatch(/opinion|heard|worth|strength/);
  });

  it("shows admins what the model gave beside what the rubric would have", async () => {
    const { score_breakdown: breakdown } = (await (
      await world.post(EVALUATE, ITEM, withKey(world.keys.admin))
    ).json()) as unknown as {
      readonly score_breakdown: { readonly stages: { readonly weighted: number; readonly opinion: number } };
    };
    expect(breakdown.stages.weighted).toBe(1);
    expect(breakdown.stages.opinion).toBeGreaterThan(0);
    expect(breakdown.stages.opinion).toBeLessThan(1);
  });

  it("says that it stands in for another, in the body and in the headers", async () => {
    const response = await world.post(BATCH, { items: [ITEM, { ...ITEM, reference: HANGS }] });
    expect(response.headers.get("x-reward-source")).toBe("reward_model:skywork, rubric:rubric");
    expect(response.headers.get("x-reward-degraded")).toBe("true");
    const { results } = await response.json();
    expect(results).toMatchObject([
      { source: WIRE_SKYWORK },
      {
        reward: 1,
        source: { kind: "rubric", degraded: true, reason: "skywork: timeout" },
        attempts: [{ source: "skywork", outcome: "timeout", ms: 100 }],
      },
    ]);
  });

  it("compares pairs by it, each way round the exact mirror of the other", async () => {
    const there = (await (await world.post(COMPARE, PAIR)).json()) as unknown as ComparedBody;
    const back = (await (
      await world.post(COMPARE, { ...PAIR, response_a: PAIR.response_b, response_b: PAIR.response_a })
    ).json()) as unknown as ComparedBody;
    expect(there).toMatchObject({ status: "ok", source: WIRE_SKYWORK });
    expect(back.p_a).toBe(1 - there.p_a);
    expect([back.reward_a, back.reward_b]).toEqual([there.reward_b, there.reward_a]);
  });

  it("sends a batch line by line, groups whole", async () => {
    const items = [
      { id: "a", group_id: "g", ...ITEM },
      { id: "b", ...BAD_ITEM },
      { id: "c", group_id: "g", ...BAD_ITEM },
    ];
    const response = await world.post(BATCH, { items, reward_mode: "absolute" }, { Accept: "application/x-ndjson" });
    expect(response.headers.has("x-reward-source")).toBe(false);
    const lines = (await response.text()).trim().split("\n");
    const results = lines.slice(0, -1).map((line) => JSON.parse(line) as { readonly id: string; readonly source: object });
    expect(results.map(({ id }) => id).toSorted()).toEqual(["a", "b", "c"]);
    expect(results.map(({ source }) => source)).toEqual([WIRE_SKYWORK, WIRE_SKYWORK, WIRE_SKYWORK]);
    expect(asked.at(-1)?.ask.candidates.length).toBe(2);
  });

  it("keeps sources from answering where an admin says so, on every route", async () => {
    for (const [path, request] of Object.entries(SCORING_ROUTES)) {
      const response = await world.post(path, request, { ...withKey(world.keys.admin), [FORCE]: "skywork, local" });
      expect(response.status).toBe(200);
      expect(asked.at(-1)?.skipped).toEqual(["skywork", "local"]);
      const unknown = await problemOf(await world.post(path, request, { ...withKey(world.keys.admin), [FORCE]: "god" }));
      expect(unknown).toMatchObject({ status: 400, detail: expect.stringContaining("the sources are skywork, local, rubric") });
      const problem = await problemOf(await world.post(path, request, { [FORCE]: "*" }));
      expect(problem).toMatchObject({ status: 403, code: "forbidden", detail: expect.stringContaining("scope admin") });
    }
  });

  it("shows each settled group to the monitors and a model's pair to the audit", async () => {
    observed.length = 0;
    considered.length = 0;
    await world.post(COMPARE, PAIR);
    await until(() => observed.length > 0 && considered.length > 0);
    expect(observed).toMatchObject([{ scenarioSlug: "mild-tea", source: { id: "skywork" }, answers: [{}, {}] }]);
    expect(considered).toMatchObject([{ scenarioSlug: "mild-tea", heard: [{ sourceId: "skywork" }, { sourceId: "rubric" }] }]);
  });
});
