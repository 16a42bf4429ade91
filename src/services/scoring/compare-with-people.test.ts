import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HUMAN } from "../../../test/doubles/create-people-world.ts";
import { CALLER, createServiceWorld } from "../../../test/doubles/create-service-world.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { NO_PEOPLE } from "../../../test/doubles/no-people.ts";
import { GOOD_TALK, POOR_TALK, talk } from "../../../test/doubles/transcripts.ts";
import type { PairAsk, People } from "../people/people.ts";
import { compareBatch } from "./compare-batch.ts";
import { compareTranscripts } from "./compare-transcripts.ts";
import type { CompareRequest, PairItem } from "./comparison.ts";
import type { RewardSource } from "./evidence.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

const START = 1_000_000;
const HANGING: RewardSource = () => new Promise(() => undefined);
const REQUEST: CompareRequest = {
  collectionSlug: "claims",
  scenarioSlug: "caller",
  responseA: GOOD_TALK,
  responseB: POOR_TALK,
  reference: null,
  human: HUMAN,
};

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(() => world.close());

/** People who note what they are asked, and answer when the test says so. */
function createPeople() {
  const asks: PairAsk[] = [];
  const answers: (() => void)[] = [];
  const people: People = {
    ...NO_PEOPLE,
    areThere: () => true,
    settlePair: (_caller, ask) => {
      asks.push(ask);
      return new Promise((resolve) => {
        answers.push(() => resolve(ask.comparison));
      });
    },
  };
  const answer = () => {
    for (const give of answers) {
      give();
    }
  };
  return { people, asks, answer };
}

function createPorts(change: Partial<ScoringPorts>) {
  const time = createManualTime(START);
  const ports: ScoringPorts = { ...world.ports, clock: time.clock, timer: time.timer, ...change };
  return { time, ports };
}

const pair = (id: string, change: Partial<CompareRequest> = {}): PairItem => ({ id, request: { ...REQUEST, ...change } });

describe("comparing with people", () => {
  it("hands them what the fallback said, and what they are to see", async () => {
    const { people, asks, answer } = createPeople();
    const { ports } = createPorts({ people });
    const comparing = compareTranscripts(ports, CALLER, REQUEST, START + 1000);
    await turn();
    expect(asks).toMatchObject([
      {
        comparison: { status: "ok", winner: "a", final: true },
        later: null,
        human: HUMAN,
        responseA: GOOD_TALK,
        responseB: POOR_TALK,
      },
    ]);
    answer();
    expect((await comparing).status).toBe("ok");
  });

  it.each([
    ["people are not wanted", { human: null }, START + 1000],
    ["people are switched off", { human: { ...HUMAN, mode: "off" as const } }, START + 1000],
    ["there is no deadline", {}, null],
  ])("asks nobody where %s", async (_case, change, deadlineAt) => {
    const { people, asks } = createPeople();
    const { ports } = createPorts({ people });
    expect((await compareTranscripts(ports, CALLER, { ...REQUEST, ...change }, deadlineAt)).status).toBe("ok");
    expect(asks).toEqual([]);
  });

  it("asks them at once while the fallback hangs, with the id that its answer would have", async () => {
    const { people, asks, answer } = createPeople();
    const { ports } = createPorts({ people, rewardSource: HANGING });
    const comparing = compareTranscripts(ports, CALLER, REQUEST, START + 1000);
    await turn();
    expect(asks).toMatchObject([{ comparison: { status: "unscored", failure: { failureClass: "deadline" } } }]);
    expect(asks[0]?.later).toBeInstanceOf(Promise);
    answer();
    expect((await comparing).comparisonId).toBe(asks[0]?.comparison.comparisonId);
  });

  it("is unscored at the deadline where the fallback hangs and nobody is there", async () => {
    const { ports, time } = createPorts({ people: NO_PEOPLE, rewardSource: HANGING });
    const comparing = compareTranscripts(ports, CALLER, REQUEST, START + 1000);
    await turn();
    time.advance(1000);
    expect(await comparing).toMatchObject({ status: "unscored", failure: { failureClass: "deadline", retryable: true } });
  });

  it("has no answer without a server where people are required", async () => {
    const { ports } = createPorts({ people: NO_PEOPLE });
    const human = { ...HUMAN, mode: "require" as const };
    expect(await compareTranscripts(ports, CALLER, { ...REQUEST, human }, START + 1000)).toMatchObject({
      status: "unscored",
      failure: { failureClass: "too_few_votes" },
    });
  });
});

describe("comparing a batch with people", () => {
  it("hands on at once what needs nobody, and asks about the rest together, the most open pair first", async () => {
    const { people, asks, answer } = createPeople();
    const { ports } = createPorts({ people });
    const seen: string[] = [];
    const even = talk("Hello, it's about my claim.", "Fine weather.", "Yes.", "Goodbye.");
    const batch = compareBatch(
      ports,
      CALLER,
      {
        deadlineAt: START + 1000,
        pairs: [pair("clear"), pair("alone", { human: null }), pair("even", { responseA: even })],
      },
      { onResult: ({ id }) => void seen.push(id), onWait: () => void seen.push("waits") },
    );
    await turn();
    await turn();
    expect(seen).toEqual(["alone", "waits"]);
    expect(asks.map(({ responseA }) => responseA)).toEqual([even, GOOD_TALK]);
    answer();
    const { results, summary } = await batch;
    expect(results.map(({ id }) => id)).toEqual(["clear", "alone", "even"]);
    expect(summary).toMatchObject({ ok: 3, a: 2, tie: 1 });
  });

  it("tells of a fault in its place", async () => {
    const people: People = { ...NO_PEOPLE, areThere: () => true, settlePair: () => Promise.reject(new Error("no")) };
    const { ports } = createPorts({ people });
    const { results } = await compareBatch(ports, CALLER, {
      deadlineAt: START + 1000,
      pairs: [pair("a"), pair("b", { human: null })],
    });
    expect(results.map(({ status }) => status)).toEqual(["error", "ok"]);
  });
});
