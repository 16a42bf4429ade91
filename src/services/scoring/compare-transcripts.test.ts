import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld } from "../../../test/doubles/create-service-world.ts";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { GOOD_TALK, POOR_TALK, RUINED_TALK, talk } from "../../../test/doubles/transcripts.ts";
import { assertInvariant } from "../../domain/assert.ts";
import type { Criterion } from "../../domain/rubric/rubric-check.ts";
import { compareBatch } from "./compare-batch.ts";
import { compareTranscripts } from "./compare-transcripts.ts";
import type { CompareRequest, DecidedComparison, PairItem } from "./comparison.ts";
import { RUBRIC_SOURCE } from "./embedded-source.ts";

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(async () => {
  await world.close();
});

const REQUEST: CompareRequest = {
  collectionSlug: "claims",
  scenarioSlug: "caller",
  responseA: GOOD_TALK,
  responseB: POOR_TALK,
  reference: null,
  human: null,
};
const pair = (id: string | null, change: Partial<CompareRequest> = {}): PairItem => ({ id, request: { ...REQUEST, ...change } });

async function compare(change: Partial<CompareRequest> = {}): Promise<DecidedComparison> {
  const comparison = await compareTranscripts(world.ports, CALLER, { ...REQUEST, ...change }, null);
  assertInvariant(comparison.status === "ok", "decided");
  return comparison;
}

/** A scenario that scores the last answer by that criterion alone. */
function scoredBy(criterion: Criterion) {
  const { scoring } = fixtureScenario().private;
  const dimensions = [{ key: "D1_Rubric", weight: 1, needs: null, scorer: { kind: "rubric" as const } }];
  const rubric = [{ id: "only", dimension: "D1_Rubric", points: 1, gate: null, reads: "last" as const, criterion }];
  return fixtureScenario({ private: { scoring: { ...scoring, dimensions, rubric } } });
}

describe("comparing two conversations", () => {
  it("prefers the better one, mirrored when they are swapped", async () => {
    const there = await compare();
    const back = await compare({ responseA: POOR_TALK, responseB: GOOD_TALK });
    expect(there).toMatchObject({
      winner: "a",
      margin: 0.25,
      signedMargin: 0.25,
      rewardA: 0.25,
      rewardB: 0,
      dimensionMargins: { D1_InformationGathering: 0.5, D2_GoalProgress: 0, D3_Efficiency: 0 },
      votes: { a: 0, b: 0, tie: 0, bothBad: 0, count: 0 },
      sources: { people: 0, model: 1 },
      source: RUBRIC_SOURCE,
      attempts: [],
      final: true,
    });
    expect(back).toMatchObject({
      winner: "b",
      margin: 0.25,
      signedMargin: -0.25,
      rewardA: 0,
      rewardB: 0.25,
      dimensionMargins: { D1_InformationGathering: -0.5 },
    });
    expect(there.pA + back.pA).toBe(1);
    expect(there.confidence).toBe(there.pA);
    expect(back.confidence).toBe(there.confidence);
  });

  it("ties equal ones", async () => {
    expect(await compare({ responseB: GOOD_TALK })).toMatchObject({ winner: "tie", pA: 0.5, margin: 0 });
  });

  it("lets a disqualified one lose with its reward of 0", async () => {
    expect(await compare({ responseB: RUINED_TALK })).toMatchObject({ winner: "a", rewardB: 0 });
  });

  it("names the side that holds no line of the policy", async () => {
    await expect(compare({ responseB: [] })).rejects.toMatchObject({ errors: [{ pointer: "/response_b/messages" }] });
    await expect(compare({ responseA: [] })).rejects.toMatchObject({ errors: [{ pointer: "/response_a/messages" }] });
  });

  it("decides nothing without time, and no winner where a side has no reward", async () => {
    const late = await compareTranscripts(world.ports, CALLER, REQUEST, world.clock.time);
    expect(late).toMatchObject({ status: "unscored", failure: { failureClass: "deadline", retryable: true } });
    expect(late).not.toHaveProperty("winner");
  });

  it("names the collection's dimensions where it decides nothing", async () => {
    const dimensions = ["D1_Tone", "D2_Goal"].map((key) => ({ key, title: key, description: "" }));
    const findCollection: typeof world.ports.scenarios.findCollection = (slug) => {
      const collection = world.ports.scenarios.findCollection(slug);
      return collection && { ...collection, dimensions };
    };
    const ports = { ...world.ports, scenarios: { ...world.ports.scenarios, findCollection } };
    const late = await compareTranscripts(ports, CALLER, REQUEST, world.clock.time);
    expect(late.dimensionMargins).toEqual({ D1_Tone: null, D2_Goal: null });
  });

  it("is the same where either side takes a while to be scored", async () => {
    const there = await compare();
    for (const slow of [1, 2]) {
      let asked = 0;
      const rewardSource: typeof world.ports.rewardSource = (question, deadlineAt) => {
        asked += 1;
        const scored = world.ports.rewardSource(question, deadlineAt);
        return asked === slow ? Promise.resolve(scored) : scored;
      };
      const comparison = await compareTranscripts({ ...world.ports, rewardSource }, CALLER, REQUEST, null);
      expect(comparison).toEqual({ ...there, comparisonId: comparison.comparisonId });
    }
  });

  it("says why where one side alone has no reward, whichever it is", async () => {
    world.catalog.scenario = scoredBy({ kind: "phrases", phrases: ["denied"], expects: "absent" });
    const wordless = talk("Hello, it's about my claim.", "...");
    for (const change of [{ responseA: wordless }, { responseB: wordless }]) {
      const comparison = await compareTranscripts(world.ports, CALLER, { ...REQUEST, ...change }, null);
      expect(comparison).toMatchObject({ status: "unscored", failure: { failureClass: "not_applicable", retryable: false } });
    }
  });

  it("holds both sides against the caller's reference", async () => {
    world.catalog.scenario = scoredBy({ kind: "reference", match: "exact", text: null, tolerance: 0 });
    const [paris, rome] = [talk("Where is it?", "Paris."), talk("Where is it?", "Rome.")];
    const sides = { responseA: rome, responseB: paris };
    expect(await compare({ ...sides, reference: "Paris" })).toMatchObject({ winner: "b", rewardA: 0, rewardB: 1 });
    expect(await compare({ ...sides, reference: "Rome" })).toMatchObject({ winner: "a", rewardA: 1, rewardB: 0 });
  });
});

describe("comparing many pairs", () => {
  it("keeps the order, and one bad pair never fails the others", async () => {
    const batch = await compareBatch(world.ports, CALLER, {
      deadlineAt: null,
      pairs: [
        pair("first"),
        pair(null, { scenarioSlug: "none" }),
        { id: "bad", invalid: { failureClass: "invalid_request", detail: "/response_a: is missing", retryable: false } },
        pair("swapped", { responseA: POOR_TALK, responseB: GOOD_TALK }),
        pair("empty", { responseB: [] }),
        pair("same", { responseB: GOOD_TALK }),
      ],
    });
    expect(batch.results.map(({ id, status }) => [id, status])).toEqual([
      ["first", "ok"],
      ["1", "error"],
      ["bad", "error"],
      ["swapped", "ok"],
      ["empty", "error"],
      ["same", "ok"],
    ]);
    expect(batch.results[1]).toMatchObject({ failure: { failureClass: "not_found" } });
    expect(batch.results[4]).toMatchObject({
      failure: { failureClass: "invalid_request", detail: "/response_b/messages: holds no line of the policy" },
    });
    expect(batch.summary).toEqual({ ok: 3, unscored: 0, error: 3, a: 1, b: 1, tie: 1, meanMargin: 0.5 / 3 });
  });

  it("leaves undecided what the time does not suffice for", async () => {
    const batch = await compareBatch(world.ports, CALLER, { deadlineAt: world.clock.time, pairs: [pair("a"), pair("b")] });
    expect(batch.summary).toEqual({ ok: 0, unscored: 2, error: 0, a: 0, b: 0, tie: 0, meanMargin: null });
  });

  it("hands on every result as it comes, and stops when nobody waits any more", async () => {
    const seen: [string, number][] = [];
    const nobodyWaits = new AbortController();
    const batch = compareBatch(
      world.ports,
      CALLER,
      { deadlineAt: null, pairs: [pair("a"), pair("b"), pair("c")] },
      {
        signal: nobodyWaits.signal,
        onResult: ({ id }, index) => {
          seen.push([id, index]);
          if (id === "b") {
            nobodyWaits.abort();
          }
        },
      },
    );
    await expect(batch).rejects.toThrow("aborted");
    expect(seen).toEqual([
      ["a", 0],
      ["b", 1],
    ]);
  });

  it("has no winner, and says why, where the time is over before the second side was scored", async () => {
    const { time } = world.clock;
    const rewardSource: typeof world.ports.rewardSource = (question, deadlineAt) => {
      world.clock.time = time + 1000;
      return world.ports.rewardSource(question, deadlineAt);
    };
    const late = await compareTranscripts({ ...world.ports, rewardSource }, CALLER, REQUEST, time + 1000);
    expect(late).toMatchObject({ status: "unscored", failure: { failureClass: "deadline" } });
  });

  it("gives the same reason whichever side has no reward for good", async () => {
    const { scoring } = fixtureScenario().private;
    const dimensions = [{ key: "D1_Rubric", weight: 1, needs: null, scorer: { kind: "rubric" as const } }];
    world.catalog.scenario = fixtureScenario({ private: { scoring: { ...scoring, dimensions, rubric: [] } } });
    const batch = await compareBatch(world.ports, CALLER, {
      deadlineAt: null,
      pairs: [pair("there"), pair("back", { responseA: POOR_TALK, responseB: GOOD_TALK })],
    });
    for (const result of batch.results) {
      expect(result).toMatchObject({ status: "unscored", comparison: { failure: { failureClass: "not_applicable" } } });
    }
  });
});
