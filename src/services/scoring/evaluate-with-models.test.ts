import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOpinions, rubricOpinion, SKYWORK, strengthByText, toOpinion } from "../../../test/doubles/create-opinions.ts";
import { HUMAN } from "../../../test/doubles/create-people-world.ts";
import { CALLER, createServiceWorld, EVALUATE_REQUEST as REQUEST } from "../../../test/doubles/create-service-world.ts";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { NO_PEOPLE } from "../../../test/doubles/no-people.ts";
import { GOOD_TALK, POOR_TALK, RUINED_TALK, talk } from "../../../test/doubles/transcripts.ts";
import { assertInvariant } from "../../domain/assert.ts";
import type { RubricCheck } from "../../domain/rubric/rubric-check.ts";
import { groupWinShares } from "../../domain/scoring/group-win-shares.ts";
import type { AnsweredPair } from "../evidence/audit.ts";
import type { Opinion, OpinionAsk, Opinions } from "../fallback/opinions.ts";
import type { GroupAsk, RatingAsk } from "../people/people.ts";
import type { BatchItem, BatchRequest, BatchResult } from "./batch-evaluation.ts";
import { RUBRIC_SOURCE } from "./embedded-source.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import { evaluateTranscript } from "./evaluate-transcript.ts";
import type { EvaluateRequest } from "./evaluation.ts";
import { isScored } from "./is-scored.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

const JUDGED = {
  private: { judge: { criteria: [{ id: "kind", dimension: "D1_InformationGathering", text: "Is kind.", points: 1 }] } },
};
const DEADLINE = 1_010_000;

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld(fixtureScenario(JUDGED));
});
afterEach(() => world.close());

const evaluate = (
  opinions: Opinions,
  request: Partial<EvaluateRequest> = {},
  deadlineAt: number | null = DEADLINE,
  ports: Partial<ScoringPorts> = {},
) => evaluateTranscript({ ...world.ports, opinions, ...ports }, CALLER, { ...REQUEST, ...request }, deadlineAt);

/** A scenario whose one dimension needs the caller's reference: without one, the rubric has nothing to score. */
function unscorableScenario() {
  const check: RubricCheck = {
    id: "right",
    dimension: "D1_Rubric",
    points: 1,
    gate: null,
    reads: "last",
    criterion: { kind: "reference", match: "exact", text: null, tolerance: 0 },
  };
  const { scoring } = fixtureScenario().private;
  const dimensions = [{ key: "D1_Rubric", weight: 1, needs: null, scorer: { kind: "rubric" as const } }];
  const judged = fixtureScenario({ private: { ...JUDGED.private, scoring: { ...scoring, dimensions, rubric: [check] } } });
  return { ...judged, digest: "e".repeat(64) };
}

const sigma = (strength: number) => 1 / (1 + Math.exp(-strength));

describe("a conversation that a reward model scores", () => {
  it("is asked about as models are shown it, with the rubric's reward and the deadline", async () => {
    const { opinions, asked } = createOpinions();
    await evaluate(opinions);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      ask: { collectionSlug: "claims", scenarioSlug: "caller", scenarioDigest: "f".repeat(64), shape: "single" },
      deadlineAt: DEADLINE,
      skipped: [],
    });
    expect(asked[0]?.ask.candidates).toMatchObject([
      { rubricReward: 0.25, question: { reference: null, messages: [{ role: "user" }, { role: "assistant" }, {}, {}] } },
    ]);
  });

  it("has the model's reward in place of the rubric's mean, says who answered under which versions, and keeps the rubric's dimensions", async () => {
    const { opinions } = createOpinions(() => toOpinion([1], { calibration: "7" }));
    expect(await evaluate(opinions)).toMatchObject({
      status: "ok",
      reward: expect.closeTo(sigma(1), 9),
      raw: expect.closeTo(sigma(1), 9),
      source: SKYWORK,
      attempts: [{ sourceId: "skywork", outcome: "ok", durationMs: 12 }],
      versions: { source: SKYWORK.revision, calibration: "7", shaping: "shaping-2" },
      scores: { D1_InformationGathering: 0.5 },
      scoreBreakdown: { stages: { weighted: 0.25, opinion: expect.closeTo(sigma(1), 9), calibrated: null } },
    });
  });

  it("has a judge's dimensions where it decided them, and its confidence", async () => {
    const judged = {
      raw: 0.8,
      reward: 0.8,
      scores: { D1_InformationGathering: 1, D2_GoalProgress: null, D9_Unknown: 1 },
      flags: [],
    };
    const { opinions } = createOpinions(() => toOpinion([8], { candidates: [{ ...judged, confidence: 0.9 }] }));
    const evaluation = await evaluate(opinions);
    assertInvariant(evaluation.status === "ok", "scored");
    expect(evaluation).toMatchObject({ reward: 0.8, confidence: 0.9, scores: { D1_InformationGathering: 1 } });
    expect(evaluation.scores).not.toHaveProperty("D9_Unknown");
    expect(evaluation.scores["D2_GoalProgress"]).toBe(0);
  });

  it("is shaped by the scenario as ever: penalties come off, the clip holds", async () => {
    const shaping = {
      lengthPenalty: { freeWords: 0, per100Words: 1, max: 0.1 },
      repetitionPenalty: null,
      clip: { min: 0.2, max: 0.7 },
    };
    const { scoring } = fixtureScenario().private;
    world.catalog.scenario = fixtureScenario({ private: { ...JUDGED.private, scoring: { ...scoring, shaping } } });
    const words = GOOD_TALK.at(-1)?.content.split(" ").length ?? 0;
    expect(await evaluate(createOpinions(() => toOpinion([0])).opinions)).toMatchObject({
      reward: expect.closeTo(0.5 - words / 100, 9),
      raw: 0.5,
    });
    expect(await evaluate(createOpinions(() => toOpinion([4])).opinions)).toMatchObject({ reward: 0.7 });
    expect(await evaluate(createOpinions(() => toOpinion([-4])).opinions)).toMatchObject({ reward: 0.2 });
  });

  it("is 0 where a gate disqualifies it, and no model is asked", async () => {
    const { opinions, asked } = createOpinions();
    expect(await evaluate(opinions, { messages: RUINED_TALK })).toMatchObject({
      status: "disqualified",
      reward: 0,
      source: RUBRIC_SOURCE,
      attempts: [],
    });
    expect(asked).toEqual([]);
  });

  it("may have a reward where the rubric has none, and fails for a while where no model has either", async () => {
    world.catalog.scenario = unscorableScenario();
    const model = createOpinions(() => toOpinion([1]));
    expect(await evaluate(model.opinions)).toMatchObject({ status: "ok", reward: expect.closeTo(sigma(1), 9), source: SKYWORK });
    expect(model.asked[0]?.ask.candidates[0]?.rubricReward).toBeNull();
    const attempts = [{ sourceId: "skywork", outcome: "timeout", durationMs: 50 }];
    expect(await evaluate(createOpinions(() => ({ candidates: null, attempts })).opinions)).toMatchObject({
      status: "unscored",
      failure: { failureClass: "not_applicable", retryable: true },
      attempts,
    });
    expect(await evaluate(createOpinions(() => ({ candidates: null, attempts: [] })).opinions)).toMatchObject({
      status: "unscored",
      failure: { retryable: false },
    });
  });

  it("is the rubric's, number by number, where the models fail; and says so", async () => {
    const { opinions } = createOpinions((ask) => rubricOpinion(ask));
    const alone = await evaluateTranscript(world.ports, CALLER, REQUEST, DEADLINE);
    const { opinion: _kept, ...evaluation } = { opinion: undefined, ...(await evaluate(opinions)) };
    expect(evaluation).toEqual({
      ...alone,
      evaluationId: expect.any(String),
      source: { ...RUBRIC_SOURCE, degraded: true, reason: "skywork: timeout" },
      attempts: [{ sourceId: "skywork", outcome: "timeout", durationMs: 100 }],
    });
  });

  it("names no attempts where nobody but the rubric was there to be asked", async () => {
    const attempts = [{ sourceId: "rubric", outcome: "ok", durationMs: 0 }];
    const { opinions } = createOpinions((ask) => rubricOpinion(ask, { source: RUBRIC_SOURCE, attempts }));
    expect(await evaluate(opinions)).toMatchObject({ source: RUBRIC_SOURCE, attempts: [] });
  });

  it("is the rubric's where a caller weighs its dimensions by itself: no other source knows them", async () => {
    const { opinions, asked } = createOpinions();
    const rewardConfig = { qualityWeights: { discovery: 1 }, skipSafetyGate: false };
    expect(await evaluate(opinions, { rewardConfig })).toMatchObject({ source: RUBRIC_SOURCE });
    expect(asked).toEqual([]);
  });

  it("is answered by the deadline whatever hangs, and not asked about when that is over", async () => {
    const time = createManualTime(1_000_000);
    const { opinions, asked } = createOpinions(() => new Promise(() => undefined));
    const late = evaluate(opinions, {}, 1_000_500, { clock: time.clock, timer: time.timer });
    await Promise.resolve();
    time.advance(500);
    expect(await late).toMatchObject({
      status: "ok",
      reward: 0.25,
      source: { kind: "rubric", degraded: true, reason: "fallback: timeout" },
    });
    expect(await evaluate(opinions, {}, 999_999)).toMatchObject({ status: "unscored", failure: { failureClass: "deadline" } });
    expect(asked).toHaveLength(1);
  });

  it("is the rubric's where the fallback throws, and the fault is reported", async () => {
    const { opinions } = createOpinions(() => Promise.reject(new Error("no")));
    expect(await evaluate(opinions)).toMatchObject({ reward: 0.25, source: { degraded: true } });
    expect(world.faults).toMatchObject([{ message: "no" }]);
  });

  it("asks people to rate it with what the model is worth beside them", async () => {
    const ratings: RatingAsk[] = [];
    const people = {
      ...NO_PEOPLE,
      areThere: () => true,
      settleRating: async (_caller: unknown, ask: RatingAsk) => {
        ratings.push(ask);
        return null;
      },
    };
    const { opinions } = createOpinions(() => toOpinion([1], { worthVotes: 0.7 }));
    await evaluate(opinions, { human: HUMAN }, DEADLINE, { people });
    expect(ratings).toMatchObject([{ worthVotes: 0.7, reward: expect.closeTo(sigma(1), 9) }]);
  });
});

const item = (id: string, groupId: string | null, change: Partial<EvaluateRequest> = {}): BatchItem => ({
  id,
  groupId,
  request: { ...REQUEST, ...change },
});
const said = (line: string) => talk("Hello, it's about my claim.", line);

const batch = (
  opinions: Opinions,
  items: readonly BatchItem[],
  change: Partial<BatchRequest> = {},
  ports: Partial<ScoringPorts> = {},
  onResult: (result: BatchResult, index: number) => void = () => undefined,
) =>
  evaluateBatch(
    { ...world.ports, opinions, ...ports },
    CALLER,
    { items, rewardMode: "absolute", deadlineAt: DEADLINE, ...change },
    { onResult },
  );

const sourcesOf = (results: readonly BatchResult[]) =>
  results.map((result) => (isScored(result) ? result.evaluation.source.id : result.status));

describe("a batch that models score", () => {
  it("asks about each item alone, but about those of one group together, and answers in their order", async () => {
    const { opinions, asked } = createOpinions();
    const { results } = await batch(opinions, [
      item("a", null),
      item("b", "g", { messages: said("Where does it hurt?") }),
      item("c", null, { messages: POOR_TALK }),
      item("d", "g", { messages: said("Next.") }),
    ]);
    expect(results.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
    expect(asked.map(({ ask: { shape, candidates } }) => [shape, candidates.length])).toEqual([
      ["single", 1],
      ["single", 1],
      ["group", 2],
    ]);
    expect(sourcesOf(results)).toEqual(["skywork", "skywork", "skywork", "skywork"]);
  });

  it("never mixes sources in a group: where one answers for some only, it is another's for all", async () => {
    const failing = (ask: OpinionAsk): Opinion =>
      ask.candidates.length > 2 ? rubricOpinion(ask) : toOpinion(ask.candidates.map(() => 1));
    const { opinions } = createOpinions(failing);
    const items = [
      ...["a1", "a2", "a3"].map((id) => item(id, "a", { messages: said(`${id}?`) })),
      ...["b1", "b2"].map((id) => item(id, "b", { messages: said(`${id}?`) })),
    ];
    for (const rewardMode of ["absolute", "group"] as const) {
      const { results } = await batch(opinions, items, { rewardMode });
      expect(sourcesOf(results)).toEqual(["rubric", "rubric", "rubric", "skywork", "skywork"]);
    }
  });

  it("leaves what is excluded, or no item at all, out of the question; the others stay one source's", async () => {
    const { opinions, asked } = createOpinions(() => toOpinion([1, -1]));
    const bad: BatchItem = {
      id: "x",
      groupId: "g",
      invalid: { failureClass: "invalid_request", detail: "bad", retryable: false },
    };
    const { results } = await batch(
      opinions,
      [item("a", "g"), item("out", "g", { messages: RUINED_TALK }), bad, item("b", "g", { messages: POOR_TALK })],
      { rewardMode: "group" },
    );
    expect(asked[0]?.ask.candidates).toHaveLength(2);
    expect(results.map(({ status }) => status)).toEqual(["ok", "disqualified", "error", "ok"]);
    expect(sourcesOf(results)).toEqual(["skywork", "rubric", "error", "skywork"]);
    const [a, out, , b] = results.map((result) => (isScored(result) ? (result.groupReward ?? -1) : -1));
    expect((a ?? 0) + (b ?? 0) + (out ?? 0)).toBeCloseTo(1.5, 9);
    expect(out).toBeLessThanOrEqual(b ?? 0);
  });

  it("gives shares by strengths: as far apart as the source says", async () => {
    const strengths = [2, -1, 0.5];
    const { opinions } = createOpinions(() => toOpinion(strengths));
    const items = strengths.map((_strength, index) => item(`${index}`, "g", { messages: said(`${index}?`) }));
    const { results } = await batch(opinions, items, { rewardMode: "group" });
    const expected = groupWinShares(strengths.map((strength) => strength / 10));
    for (const [index, result] of results.entries()) {
      assertInvariant(isScored(result), "scored");
      expect(result.groupReward).toBeCloseTo(expected[index] ?? 0, 7);
      expect(result.evaluation.reward).toBeCloseTo(sigma(strengths[index] ?? 0), 9);
    }
  });

  it("asks nobody but the rubric about a group of several scenarios that is held against itself", async () => {
    const { opinions, asked } = createOpinions();
    const twoOfThem = {
      ...world.ports.scenarios,
      findScenario: (slug: string, name: string) =>
        slug === "claims" && (name === "caller" || name === "other") ? world.catalog.scenario : null,
    };
    const items = [item("a", "g"), item("b", "g", { scenarioSlug: "other" })];
    expect(sourcesOf((await batch(opinions, items, { rewardMode: "group" }, { scenarios: twoOfThem })).results)).toEqual([
      "rubric",
      "rubric",
    ]);
    expect(asked).toEqual([]);
    await batch(opinions, items, {}, { scenarios: twoOfThem });
    expect(asked.map(({ ask }) => ask.candidates.length)).toEqual([1, 1]);
  });

  it("has many questions under way at a time, but not all, and tells of each result as it is there", async () => {
    const open: (() => void)[] = [];
    const { opinions, asked } = createOpinions(
      (ask) => new Promise((resolve) => void open.push(() => resolve(toOpinion(ask.candidates.map(strengthByText))))),
    );
    const told: number[] = [];
    const items = Array.from({ length: 150 }, (_value, index) => item(`${index}`, null, { messages: said(`Number ${index}?`) }));
    const answering = batch(opinions, items, {}, {}, (_result, index) => void told.push(index));
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    await turn();
    expect(asked).toHaveLength(128);
    open[5]?.();
    await turn();
    expect(told).toEqual([5]);
    expect(asked).toHaveLength(129);
    while (told.length < 150) {
      for (const give of open) {
        give();
      }
      await turn();
    }
    const { results, summary } = await answering;
    expect(results.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(summary).toMatchObject({ ok: 150, error: 0 });
  });

  it("lets one that fails cost the others nothing", async () => {
    const { opinions } = createOpinions((ask) =>
      ask.candidates[0]?.rubricReward === 0.25 ? Promise.reject(new Error("no")) : toOpinion([1]),
    );
    const { results } = await batch(opinions, [item("a", null), item("b", null, { messages: POOR_TALK })]);
    expect(sourcesOf(results)).toEqual(["rubric", "skywork"]);
    expect(results[0]).toMatchObject({ evaluation: { source: { degraded: true } } });
  });

  it("hands people the strengths, what the source is worth, and what each source said", async () => {
    const groups: GroupAsk[] = [];
    const people = {
      ...NO_PEOPLE,
      areThere: () => true,
      settleGroup: async (_caller: unknown, ask: GroupAsk) => {
        groups.push(ask);
        return null;
      },
    };
    const { opinions } = createOpinions(() => toOpinion([1, -1], { calibration: "3", worthVotes: 5 }));
    await batch(
      opinions,
      [item("a", "g", { human: HUMAN }), item("b", "g", { messages: POOR_TALK, human: HUMAN })],
      { rewardMode: "group" },
      { people },
    );
    const [group] = groups;
    expect(group).toMatchObject({ collectionSlug: "claims", scenarioSlug: "caller", worth: { votes: 5, surest: 0.999 } });
    const [a, b] = group?.candidates ?? [];
    expect((a?.reward ?? 0) - (b?.reward ?? 0)).toBeCloseTo(0.2, 9);
    expect(a?.heard).toEqual([
      { sourceId: "skywork", kind: "reward_model", revision: SKYWORK.revision, raw: 1 },
      { sourceId: "rubric", kind: "rubric", revision: RUBRIC_SOURCE.revision, raw: 0.25 },
    ]);
  });

  it("lets two candidates of a group that a model scored be audited, where people were welcome and had no part in it", async () => {
    const considered: AnsweredPair[] = [];
    const audit = { consider: (_caller: unknown, pair: AnsweredPair) => void considered.push(pair) };
    const ask = (source: Opinions, human: EvaluateRequest["human"], size = 3) =>
      batch(
        source,
        Array.from({ length: size }, (_value, index) => item(`${index}`, "g", { messages: said(`Answer ${index}?`), human })),
        { rewardMode: "group" },
        { audit },
      );
    const { opinions } = createOpinions(({ candidates }) => toOpinion(candidates.map((_candidate, index) => index)));
    await ask(opinions, HUMAN);
    expect(considered).toMatchObject([{ collectionSlug: "claims", scenarioSlug: "caller", human: HUMAN }]);
    const [pair] = considered;
    assertInvariant(pair !== undefined, "The group was considered.");
    const answers = [pair.responseA, pair.responseB].map((messages) => messages.at(-1)?.content);
    expect(new Set(answers).size).toBe(2);
    const skywork = pair.heard.find(({ sourceId }) => sourceId === "skywork");
    expect(answers).toEqual(skywork?.raws.map((raw) => `Answer ${raw}?`));
    await ask(opinions, { ...HUMAN, mode: "off" });
    await ask(opinions, null);
    await ask(opinions, HUMAN, 1);
    await ask(createOpinions((asked) => rubricOpinion(asked)).opinions, HUMAN);
    expect(considered).toHaveLength(1);
  });
});
