import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOpinions, rubricOpinion, SKYWORK, strengthByText, toOpinion } from "../../../test/doubles/create-opinions.ts";
import { HUMAN } from "../../../test/doubles/create-people-world.ts";
import { CALLER, createServiceWorld } from "../../../test/doubles/create-service-world.ts";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { NO_PEOPLE } from "../../../test/doubles/no-people.ts";
import { GOOD_TALK, POOR_TALK, RUINED_TALK, talk } from "../../../test/doubles/transcripts.ts";
import { assertInvariant } from "../../domain/assert.ts";
import { NEUTRAL_SHAPING } from "../../domain/scoring/shaping-rules.ts";
import type { AnsweredPair } from "../evidence/audit.ts";
import type { Opinions } from "../fallback/opinions.ts";
import type { ObservedGroup } from "../monitors/monitors.ts";
import type { PairAsk } from "../people/people.ts";
import { compareBatch } from "./compare-batch.ts";
import { compareTranscripts } from "./compare-transcripts.ts";
import type { CompareRequest, Comparison, DecidedComparison, PairItem } from "./comparison.ts";
import { RUBRIC_SOURCE } from "./embedded-source.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

const JUDGED = {
  private: { judge: { criteria: [{ id: "kind", dimension: "D1_InformationGathering", text: "Is kind.", points: 1 }] } },
};
const DEADLINE = 1_010_000;
const PAIR: CompareRequest = {
  collectionSlug: "claims",
  scenarioSlug: "caller",
  responseA: GOOD_TALK,
  responseB: POOR_TALK,
  reference: null,
  human: null,
};

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld(fixtureScenario(JUDGED));
});
afterEach(() => world.close());

const compare = (opinions: Opinions, change: Partial<CompareRequest> = {}, ports: Partial<ScoringPorts> = {}) =>
  compareTranscripts({ ...world.ports, opinions, ...ports }, CALLER, { ...PAIR, ...change }, DEADLINE);

async function decided(comparing: Promise<Comparison>): Promise<DecidedComparison> {
  const comparison = await comparing;
  assertInvariant(comparison.status === "ok", "decided");
  return comparison;
}

const sigma = (strength: number) => 1 / (1 + Math.exp(-strength));
const said = (line: string) => talk("Hello, it's about my claim.", line);

describe("a pair that a reward model compares", () => {
  it("is decided by the strengths; the rewards are as far apart as they say, around their mean", async () => {
    const { opinions, asked } = createOpinions(() => toOpinion([0.3, -0.5], { calibration: "2" }));
    const pair = await decided(compare(opinions));
    expect(asked.map(({ ask: { shape, candidates } }) => [shape, candidates.length])).toEqual([["pair", 2]]);
    expect(pair).toMatchObject({
      winner: "a",
      pA: expect.closeTo(sigma(0.8), 12),
      signedMargin: expect.closeTo(0.08, 8),
      confidence: expect.closeTo(sigma(0.8), 12),
      source: SKYWORK,
      sources: { people: 0, model: 1 },
      versions: { source: SKYWORK.revision, calibration: "2" },
      attempts: [{ sourceId: "skywork" }],
      fallback: null,
    });
    expect((pair.rewardA + pair.rewardB) / 2).toBeCloseTo((sigma(0.3) + sigma(-0.5)) / 2, 8);
  });

  it("asks with each side's own reward by the rubric and the caller's reference", async () => {
    const { opinions, asked } = createOpinions(() => toOpinion([0.3, -0.5]));
    await compare(opinions, { reference: "The claim is open." });
    expect(asked[0]?.ask.candidates.map(({ rubricReward, question }) => [rubricReward, question.reference])).toEqual([
      [0.25, "The claim is open."],
      [0, "The claim is open."],
    ]);
  });

  it("tells how far apart the dimensions are by the source that decided them, and the others by the rubric", async () => {
    const { candidates, ...rest } = toOpinion([0.3, -0.5]);
    const scores = [{ D1_InformationGathering: 0.9 }, { D1_InformationGathering: 0.2 }];
    const scored = candidates.map((candidate, place) => ({ ...candidate, scores: scores[place] ?? null }));
    const { dimensionMargins } = await decided(compare(createOpinions(() => ({ ...rest, candidates: scored })).opinions));
    expect(dimensionMargins).toEqual({ D1_InformationGathering: 0.7, D2_GoalProgress: 0, D3_Efficiency: 0 });
  });

  it("mirrors exactly when the sides are swapped, whatever they say", async () => {
    const { opinions } = createOpinions();
    const line = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `${text}.`);
    await fc.assert(
      fc.asyncProperty(line, line, async (one, other) => {
        const there = await decided(compare(opinions, { responseA: said(one), responseB: said(other) }));
        const back = await decided(compare(opinions, { responseA: said(other), responseB: said(one) }));
        expect(back.pA).toBe(1 - there.pA);
        expect([back.rewardA, back.rewardB]).toEqual([there.rewardB, there.rewardA]);
        expect(back.signedMargin).toBe(there.signedMargin === 0 ? 0 : -there.signedMargin);
        expect(back.confidence).toBe(there.confidence);
        expect([there.margin, back.margin]).toEqual([Math.abs(there.signedMargin), Math.abs(there.signedMargin)]);
      }),
      { numRuns: 50 },
    );
  });

  it("lets a gate and a penalty count between the two as they do for each", async () => {
    const lengthPenalty = { freeWords: 2, per100Words: 2, max: 0.3 };
    const { scoring } = fixtureScenario().private;
    const shaping = { ...NEUTRAL_SHAPING, lengthPenalty };
    world.catalog.scenario = fixtureScenario({ private: { ...JUDGED.private, scoring: { ...scoring, shaping } } });
    const { opinions } = createOpinions(() => toOpinion([0, 0]));
    const long = said("One two three four five six seven.");
    const pair = await decided(compare(opinions, { responseA: said("One two."), responseB: long }));
    // Five words beyond the free ones take 0.1 from B's reward, which is one nat between the two.
    expect(pair).toMatchObject({ winner: "a", pA: expect.closeTo(sigma(1), 9), signedMargin: expect.closeTo(0.1, 8) });
  });

  it("is the rubric's where a gate disqualifies a side, and no model is asked", async () => {
    const { opinions, asked } = createOpinions();
    expect(await compare(opinions, { responseB: RUINED_TALK })).toMatchObject({ winner: "a", source: RUBRIC_SOURCE });
    expect(asked).toEqual([]);
  });

  it("is the rubric's own answer where the models fail, and on the rubric's learned scale where there is one", async () => {
    const alone = await decided(compareTranscripts(world.ports, CALLER, PAIR, DEADLINE));
    const failed = await decided(compare(createOpinions((ask) => rubricOpinion(ask)).opinions));
    expect({ ...failed, opinion: undefined }).toEqual({
      ...alone,
      opinion: undefined,
      comparisonId: expect.any(String),
      source: { ...RUBRIC_SOURCE, degraded: true, reason: "skywork: timeout" },
      attempts: [{ sourceId: "skywork", outcome: "timeout", durationMs: 100 }],
    });
    const learned = createOpinions((ask) => rubricOpinion(ask, { calibration: "4", strengths: [1, 0], worthVotes: 3 }));
    expect(await compare(learned.opinions)).toMatchObject({
      pA: expect.closeTo(sigma(1), 12),
      versions: { calibration: "4" },
      opinion: { worth: { votes: 3, surest: 0.999 } },
    });
  });

  it("goes to the people beside the model that still thinks: the rubric stands in until then", async () => {
    const asks: PairAsk[] = [];
    const people = {
      ...NO_PEOPLE,
      areThere: () => true,
      settlePair: async (_caller: unknown, ask: PairAsk) => {
        asks.push(ask);
        return (await ask.later) ?? ask.comparison;
      },
    };
    const { opinions } = createOpinions(() => toOpinion([1, 0], { calibration: "9", worthVotes: 4 }));
    const answer = await decided(compare(opinions, { human: HUMAN }, { people }));
    expect(asks).toMatchObject([
      {
        collectionSlug: "claims",
        scenarioSlug: "caller",
        comparison: { status: "ok", rewardA: 0.25, rewardB: 0, source: { kind: "rubric", degraded: true } },
      },
    ]);
    expect(answer).toMatchObject({ comparisonId: asks[0]?.comparison.comparisonId, source: SKYWORK });
    expect(answer.opinion).toMatchObject({
      worth: { votes: 4, surest: 0.999 },
      heard: [
        { sourceId: "skywork", raws: [1, 0] },
        { sourceId: "rubric", raws: [0.25, 0] },
      ],
    });
  });

  it("may be looked at again by people where none were asked: a model's, and only with their mode auto", async () => {
    const considered: AnsweredPair[] = [];
    const audit = { consider: (_caller: unknown, pair: AnsweredPair) => void considered.push(pair) };
    const { opinions } = createOpinions(() => toOpinion([1, 0]));
    await compare(opinions, { human: HUMAN }, { audit });
    expect(considered).toMatchObject([
      { collectionSlug: "claims", scenarioTitle: "A caller", responseA: GOOD_TALK, human: HUMAN, heard: [{ raws: [1, 0] }, {}] },
    ]);
    await compare(opinions, { human: { ...HUMAN, mode: "off" } }, { audit });
    await compare(opinions, {}, { audit });
    await compare(createOpinions((ask) => rubricOpinion(ask)).opinions, { human: HUMAN }, { audit });
    expect(considered).toHaveLength(1);
  });

  it("is shown to whoever watches, both sides under who answered", async () => {
    const observed: ObservedGroup[] = [];
    const monitors = { observe: (group: ObservedGroup) => void observed.push(group) };
    const flagged = toOpinion([1, 0]);
    const [a, b] = flagged.candidates;
    assertInvariant(a !== undefined && b !== undefined, "two candidates");
    const { opinions } = createOpinions(() => ({ ...flagged, candidates: [a, { ...b, flags: ["injection_suspected"] }] }));
    const { rewardA, rewardB } = await decided(compare(opinions, {}, { monitors }));
    expect(observed).toEqual([
      {
        tenantId: "default",
        collectionSlug: "claims",
        scenarioSlug: "caller",
        source: SKYWORK,
        answers: [
          { reward: rewardA, characters: 18, repetition: 0, isAtClip: false, isInjectionSuspected: false },
          { reward: rewardB, characters: 8, repetition: 0, isAtClip: false, isInjectionSuspected: true },
        ],
      },
    ]);
  });
});

describe("a batch of pairs that a model compares", () => {
  const pairs = (count: number): readonly PairItem[] =>
    Array.from({ length: count }, (_value, index) => ({
      id: `${index}`,
      request: { ...PAIR, responseA: said(`Number ${index}?`), responseB: said("Next.") },
    }));

  it("asks about many at the same time and answers in their order; a bad one fails alone", async () => {
    const open: (() => void)[] = [];
    const { opinions, asked } = createOpinions(
      (ask) => new Promise((resolve) => void open.unshift(() => resolve(toOpinion(ask.candidates.map(strengthByText))))),
    );
    const bad: PairItem = { id: "bad", invalid: { failureClass: "invalid_request", detail: "bad", retryable: false } };
    const told: number[] = [];
    const comparing = compareBatch(
      { ...world.ports, opinions },
      CALLER,
      { pairs: [...pairs(5), bad], deadlineAt: DEADLINE },
      { onResult: (_result, index) => void told.push(index) },
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toHaveLength(5);
    for (const give of open) {
      give();
    }
    const { results, summary } = await comparing;
    expect(told[0]).toBe(5);
    expect(results.map(({ id }) => id)).toEqual(["0", "1", "2", "3", "4", "bad"]);
    expect(summary).toMatchObject({ ok: 5, error: 1 });
  });
});
