import { beforeEach, describe, expect, it } from "vitest";
import { SKYWORK } from "../../../test/doubles/create-opinions.ts";
import {
  askPair,
  BASE,
  castVote,
  createPeopleWorld,
  HUMAN,
  keptRevisions,
  type PeopleWorld,
  START,
  settleDown,
} from "../../../test/doubles/create-people-world.ts";
import { CALLER } from "../../../test/doubles/create-service-world.ts";
import { GOOD_TALK, POOR_TALK, talk } from "../../../test/doubles/transcripts.ts";
import { calibratedWorth } from "../../domain/preference/fallback-worth.ts";
import type { Comparison, DecidedComparison } from "../scoring/comparison.ts";

let world: PeopleWorld;
beforeEach(() => {
  world = createPeopleWorld();
});

const HEARD = [{ sourceId: "skywork", kind: "reward_model", revision: "8b", raws: [2, -1] }] as const;

/** What a calibrated model says of the pair: A, as surely as it is said to be worth votes. */
function byModel(votes: number, pA = 0.95): DecidedComparison {
  const suspected = [false, false] as const;
  return {
    ...BASE,
    pA,
    source: SKYWORK,
    opinion: { worth: calibratedWorth(votes), heard: HEARD, isInjectionSuspected: suspected },
  };
}

async function settledWith(base: DecidedComparison, votesForB: number): Promise<DecidedComparison> {
  const here = createPeopleWorld();
  const asked = askPair(here, 2000, { comparison: base, terms: { minVotes: 10 } });
  await settleDown();
  for (let count = 1; count <= votesForB; count += 1) {
    castVote(here, "b", `ann_${count}`);
  }
  here.time.advance(2000);
  await settleDown();
  return asked.answer as DecidedComparison;
}

describe("people's votes beside a model's opinion", () => {
  it("leave it exactly as it is where there are none", async () => {
    expect(await settledWith(byModel(5), 0)).toEqual({ ...byModel(5), final: false });
  });

  it("move it the less, the more votes it is worth", async () => {
    const [weak, strong] = [await settledWith(byModel(0.5), 2), await settledWith(byModel(10), 2)];
    expect(weak.pA).toBeLessThan(strong.pA);
    expect(weak.sources.people).toBeGreaterThan(strong.sources.people);
    expect(strong).toMatchObject({ source: { kind: "blend" }, fallback: { source: SKYWORK, pA: 0.95 } });
  });

  it("stand alone where it has no say; what it said is shown all the same", async () => {
    const silent = await settledWith(byModel(0), 2);
    expect(silent).toMatchObject({ winner: "b", source: { kind: "people" }, sources: { people: 1, model: 0 } });
    expect(silent.fallback).toMatchObject({ source: SKYWORK, pA: 0.95 });
    expect(silent.pA).toBe((await settledWith(byModel(0, 0.05), 2)).pA);
  });

  it("are weighed against it in later revisions too, by what is kept", async () => {
    askPair(world, 2000, { comparison: byModel(10) });
    await settleDown();
    world.time.advance(2000);
    await settleDown();
    castVote(world, "b", "ann_1");
    await settleDown();
    const [kept] = world.store.comparisons.values();
    expect(JSON.parse(kept?.comparison.basis ?? "null")).toMatchObject({
      base: { opinion: { worth: { votes: 10 }, heard: HEARD } },
    });
    const last = keptRevisions(world).at(-1) as DecidedComparison;
    expect(last.votes.count).toBe(1);
    expect(last.sources.model).toBeGreaterThan(0.9);
  });
});

describe("what sources said of a question", () => {
  const asked = { collectionSlug: "claims", scenarioSlug: "caller", tenantId: CALLER.tenantId, inclusionProbability: 1 };

  it("is kept as soon as people are asked, in the question's own order, whichever way round the pair came", async () => {
    askPair(world, 2000, { comparison: byModel(2) });
    const mirrored = {
      ...byModel(2),
      opinion: {
        worth: calibratedWorth(2),
        heard: [{ ...HEARD[0], raws: [-1, 2] }],
        isInjectionSuspected: [false, false] as const,
      },
    };
    askPair(world, 2000, { comparison: { ...mirrored, comparisonId: "cmp_2" }, responseA: POOR_TALK, responseB: GOOD_TALK });
    await settleDown();
    const [questionId] = world.store.questions.keys();
    expect(world.kept).toHaveLength(2);
    expect(world.kept[0]).toMatchObject({ asked: { ...asked, questionId, askedAt: START } });
    expect(world.kept[0]?.opinions).toEqual(world.kept[1]?.opinions);
    const [first] = world.kept[0]?.opinions ?? [];
    expect(first).toMatchObject({ questionId, sourceId: "skywork", sourceKind: "reward_model", sourceRevision: "8b" });
    expect([first?.rawA, first?.rawB].toSorted()).toEqual([-1, 2].toSorted());
  });

  it("is the rubric's rewards where nobody else was asked, and nothing where it has none", async () => {
    askPair(world, 2000);
    await settleDown();
    world.time.advance(2000);
    await settleDown();
    const [kept] = world.kept;
    expect(kept?.opinions).toMatchObject([{ sourceId: "rubric", sourceKind: "rubric", sourceRevision: "persona-6+rubric-3" }]);
    expect([kept?.opinions[0]?.rawA, kept?.opinions[0]?.rawB].toSorted()).toEqual([0.5, 0.6]);
  });

  it("is kept again with what comes after the answer", async () => {
    let arrive: (comparison: Comparison) => void = () => undefined;
    const later = new Promise<Comparison>((resolve) => {
      arrive = resolve;
    });
    askPair(world, 2000, { comparison: BASE, later });
    await settleDown();
    world.time.advance(2000);
    await settleDown();
    expect(world.kept.map(({ opinions }) => opinions.map(({ sourceId }) => sourceId))).toEqual([["rubric"]]);
    arrive(byModel(2));
    await settleDown();
    expect(world.kept.map(({ opinions }) => opinions.map(({ sourceId }) => sourceId))).toEqual([["rubric"], ["skywork"]]);
  });

  it("is kept of each pair of a group that was asked about", async () => {
    const heardOf = (raw: number) => [{ sourceId: "skywork", kind: "reward_model" as const, revision: "8b", raw }];
    const raws = [3, 1, 2];
    const settling = world.desk.settleGroup(
      CALLER,
      {
        collectionSlug: "claims",
        scenarioSlug: "caller",
        scenarioTitle: "Caller",
        opening: ["Hello, it's about my claim."],
        candidates: raws.map((raw) => ({
          messages: talk("Hello, it's about my claim.", `Number ${raw}?`),
          reward: raw / 10,
          heard: raw === 2 ? [] : heardOf(raw),
          isShown: true,
        })),
        worth: calibratedWorth(2),
        human: HUMAN,
      },
      START + 2000,
    );
    await settleDown();
    const opinions = world.kept.map((kept) => kept.opinions.map(({ rawA, rawB }) => [rawA, rawB].toSorted()));
    expect(world.kept.length).toBeGreaterThanOrEqual(2);
    expect(opinions.every((pair) => pair.length === 0 || JSON.stringify(pair) === "[[1,3]]")).toBe(true);
    expect(
      world.kept.every(
        ({ asked: { scenarioSlug, inclusionProbability } }) => scenarioSlug === "caller" && inclusionProbability === 1,
      ),
    ).toBe(true);
    world.time.advance(2000);
    await settling;
  });
});
