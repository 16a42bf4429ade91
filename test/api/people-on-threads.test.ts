import { setImmediate as turn } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../src/services/caller.ts";
import type { PairAsk, People } from "../../src/services/people/people.ts";
import type { Comparison } from "../../src/services/scoring/comparison.ts";
import { RUBRIC_SOURCE } from "../../src/services/scoring/embedded-source.ts";
import type { TestWorld } from "./create-test-world.ts";
import { createThreadWorld, THREAD_START_MS } from "./create-thread-world.ts";
import { ITEM, PAIR } from "./scoring-requests.ts";

const COMPARE = "/api/v1/compare";
const ANNOTATOR = { tenantId: "default", annotatorId: "an_1", audience: "global" };
const BUDGET_MS = 30_000;

interface AskedPair {
  readonly caller: Caller;
  readonly ask: PairAsk;
  readonly deadlineAt: number;
  readonly answer: (comparison: Comparison) => void;
}

/** People who are asked for pairs and answer when the test says so. */
function createPeople() {
  const asked: AskedPair[] = [];
  const people: People = {
    areThere: () => {
      throw new Error("A thread knows by itself.");
    },
    settlePair: (caller, ask, deadlineAt) => new Promise((answer) => void asked.push({ caller, ask, deadlineAt, answer })),
    settleGroup: async () => null,
    settleRating: async () => null,
  };
  const until = async (count: number) => {
    while (asked.length < count) {
      await turn();
    }
    return asked.splice(0);
  };
  return { people, asked, until };
}

/** What the fallback said, with five votes for B. */
function votedForB({ ask: { comparison } }: AskedPair): Comparison {
  return {
    ...comparison,
    winner: "b",
    votes: { ...comparison.votes, b: 5, count: 5 },
    source: { ...RUBRIC_SOURCE, kind: "people" },
  } as Comparison;
}

describe("a scoring thread", () => {
  const { people, asked, until } = createPeople();
  let world: TestWorld;
  let leave: () => void;
  beforeAll(async () => {
    world = await createThreadWorld({ ports: { people } });
  }, THREAD_START_MS);
  afterAll(() => world.close());
  afterEach(() => leave?.());
  const comeIn = () => {
    leave = world.ports.pool.arrive(ANNOTATOR);
  };

  it("asks nobody where nobody is there", async () => {
    const body = await (await world.post(COMPARE, PAIR)).json();
    expect(body).toMatchObject({ winner: "a", votes: { count: 0 } });
    expect(asked).toEqual([]);
  });

  it("has the main thread ask people for the caller, and answers with what they say", async () => {
    comeIn();
    const before = Date.now();
    const answering = world.post(COMPARE, { ...PAIR, latency_budget_ms: BUDGET_MS });
    const [pair] = await until(1);
    expect(pair?.caller).toMatchObject({ tenantId: "default", requestId: expect.stringMatching(/^req_/) });
    expect(pair?.ask).toMatchObject({
      comparison: { winner: "a", source: RUBRIC_SOURCE },
      human: { mode: "auto", audience: "global" },
    });
    expect(pair?.deadlineAt).toBeGreaterThanOrEqual(before + BUDGET_MS);
    expect(pair?.deadlineAt).toBeLessThanOrEqual(Date.now() + BUDGET_MS);
    pair?.answer(votedForB(pair));
    expect(await (await answering).json()).toMatchObject({ winner: "b", source: { kind: "people" }, votes: { b: 5, count: 5 } });
  });

  it("scores other bodies while it waits for them", async () => {
    comeIn();
    const answering = world.post(COMPARE, { ...PAIR, latency_budget_ms: BUDGET_MS });
    const [pair] = await until(1);
    for (let count = 0; count < 3; count += 1) {
      expect(await (await world.post("/api/v1/evaluate", ITEM)).json()).toMatchObject({ reward: 1 });
    }
    pair?.answer(votedForB(pair));
    expect((await answering).status).toBe(200);
  });

  it("asks for all pairs of a batch at once", async () => {
    comeIn();
    const other = { ...PAIR, response_a: PAIR.response_b, response_b: PAIR.response_a };
    const answering = world.post("/api/v1/batch/compare", { pairs: [PAIR, other, PAIR], latency_budget_ms: BUDGET_MS });
    for (const pair of await until(3)) {
      pair.answer(votedForB(pair));
    }
    const body = await (await answering).json();
    expect(body.results.map((result) => (result as unknown as { readonly winner: string }).winner)).toEqual(["b", "b", "b"]);
  });
});
