import { describe, expect, it } from "vitest";
import { CALLER } from "../../../test/doubles/create-service-world.ts";
import { InvalidRequestError, UnavailableError } from "../../domain/errors.ts";
import type { ScoringAnswer, ScoringJob, ScoringThreads } from "../../ports/scoring-threads.ts";
import type { CompatAnswerer, CompatCall } from "./compat-call.ts";
import type { CallLine } from "./compat-operation.ts";
import { unpackCalls } from "./pack-calls.ts";
import { sendCallsAway } from "./send-calls-away.ts";

const NOW = 1_000_000;
const BUDGET_MS = 5_000;
const COUNTS = { items: 16, unscored: { deadline: 16 }, cacheHits: 3, cacheMisses: 13 };
const ANSWER: ScoringAnswer = {
  appliedPreferenceMs: 5_000,
  queueMs: 0,
  parseMs: 1,
  text: "{}",
  scoreMs: 1,
  storeMs: null,
  counts: COUNTS,
  sources: { names: [], isDegraded: false },
};
const callOf = (bytes: number, place: number): CompatCall => ({
  caller: CALLER,
  arrivedAt: NOW - place,
  place: { collectionSlug: "c", scenarioSlug: "s", session: null },
  query: "",
  body: new Uint8Array(bytes).fill(place),
});
const batchOf = (size: number, bytes = 10) => ({
  kind: "openrlhf" as const,
  caller: CALLER,
  query: "",
  calls: Array.from({ length: size }, (_, place) => callOf(bytes, place)),
});

/** Threads that write these lines, in two pieces, the last first. */
function scriptedThreads(waiting: number, lines: readonly CallLine[] = [], isKnown = true) {
  const asked: { readonly job: ScoringJob; readonly startBy: number }[] = [];
  const threads: Pick<ScoringThreads, "run" | "load"> = {
    load: { busy: 1, waiting, parked: 0 },
    run: async (job, listener, startBy) => {
      asked.push({ job, startBy });
      const texts = lines.map((line) => `${JSON.stringify(line)}\n`);
      listener.write(texts.slice(1).join(""));
      listener.write(texts.slice(0, 1).join(""));
      return ANSWER;
    },
  };
  const answerer: CompatAnswerer = {
    budgetMs: () => {
      if (!isKnown) {
        throw new InvalidRequestError("There is no such knob.");
      }
      return BUDGET_MS;
    },
    answer: () => Promise.reject(new Error("Nothing is answered here.")),
  };
  const answerers = { openrlhf: answerer, slime: answerer, nemo_gym_verify: answerer };
  const told = new Map<number, unknown>();
  const send = (batch: ReturnType<typeof batchOf>) =>
    sendCallsAway({ threads, clock: { now: () => NOW }, answerers, inlineBodyBytesMax: 100 }, batch, {
      onAnswer: (index, answer) => told.set(index, answer),
      onFailure: (index, error) => told.set(index, error),
    });
  return { asked, told, send };
}

describe("requests that came one by one", () => {
  it("go to a thread as one job, to be begun by the deadline of the oldest", async () => {
    const { asked, send } = scriptedThreads(0);
    const batch = batchOf(16);
    expect(await send(batch)).toEqual(ANSWER);
    expect(asked.map(({ startBy }) => startBy)).toEqual([NOW - 15 + BUDGET_MS]);
    const { operation, caller, arrivedAt, preferredBudgetMs, linesUp, body } = asked[0]?.job ?? expect.fail("nothing was asked");
    expect({ operation, caller, arrivedAt, preferredBudgetMs, linesUp }).toEqual({
      operation: "compat",
      caller: CALLER,
      arrivedAt: NOW,
      preferredBudgetMs: BUDGET_MS - 15,
      linesUp: true,
    });
    expect(unpackCalls(body)).toEqual(batch);
  });

  it("come back each at its place: answered, refused, or met by a fault that is not told", async () => {
    const refusal = { code: "unscored", message: "late", isRetryable: true, errors: [], retryAfterSeconds: 2 } as const;
    const { told, send } = scriptedThreads(0, [
      { index: 1, refusal },
      { index: 0, text: "{}", headers: { "X-Reward-Degraded": "false" } },
      { index: 2, fault: true },
    ]);
    await send(batchOf(16));
    expect(told.get(0)).toMatchObject({ text: "{}", headers: { "X-Reward-Degraded": "false" } });
    const unscored = new UnavailableError("unscored", "late", { retryAfterSeconds: 2 });
    const { code, message, isRetryable, retryAfterSeconds } = unscored;
    expect(told.get(1)).toMatchObject({ code, message, isRetryable, retryAfterSeconds });
    expect(told.get(2)).toBeInstanceOf(Error);
    expect(told.get(2)).not.toHaveProperty("code");
  });

  it("stay where they are where they are few and small, or where too much waits for a thread", () => {
    expect(scriptedThreads(0).send(batchOf(15))).toBeNull();
    expect(scriptedThreads(16).send(batchOf(256))).toBeNull();
    expect(scriptedThreads(0).send(batchOf(1, 101))).not.toBeNull();
  });

  it("stay where the query is refused, so that each is told why", () => {
    expect(scriptedThreads(0, [], false).send(batchOf(16))).toBeNull();
  });
});
