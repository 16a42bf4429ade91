import { describe, expect, it } from "vitest";
import { CALLER, EVALUATE_REQUEST as REQUEST } from "../../../test/doubles/create-service-world.ts";
import type { ScoringAnswer, ScoringJob, ScoringThreads } from "../../ports/scoring-threads.ts";
import { type SampleValue, toFailedValue } from "../../services/scoring/sample-value.ts";
import { sendGatheredAway } from "./send-gathered-away.ts";

const NOW = 1_000_000;
const VALUE = toFailedValue({ failureClass: "deadline", detail: "late", retryable: true });
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
const batchOf = (size: number) => ({
  caller: CALLER,
  requests: Array.from({ length: size }, () => REQUEST),
  deadlineAt: NOW + 5_000,
});

/** Threads that answer every conversation with the same value, in two pieces, the last first. */
function scriptedThreads(waiting: number) {
  const asked: { readonly job: ScoringJob; readonly startBy: number }[] = [];
  const threads: Pick<ScoringThreads, "run" | "load"> = {
    load: { busy: 1, waiting, parked: 0 },
    run: async (job, listener, startBy) => {
      asked.push({ job, startBy });
      const lines = Array.from({ length: 16 }, (_, index) => `${JSON.stringify({ index, value: VALUE })}\n`);
      listener.write(lines.slice(8).join(""));
      listener.write(lines.slice(0, 8).join(""));
      return ANSWER;
    },
  };
  return { asked, send: sendGatheredAway(threads, { now: () => NOW }) };
}

describe("conversations that came one by one", () => {
  it("go to a thread as one job, and come back each at its place", async () => {
    const { asked, send } = scriptedThreads(0);
    const values: SampleValue[] = [];
    const counts = await send(batchOf(16), (value, index) => {
      values[index] = value;
    });
    expect(counts).toEqual(COUNTS);
    expect(values).toEqual(Array.from({ length: 16 }, () => VALUE));
    expect(asked.map(({ startBy }) => startBy)).toEqual([NOW + 5_000]);
    const { operation, caller, arrivedAt, preferredBudgetMs, body } = asked[0]?.job ?? expect.fail("nothing was asked");
    expect({ operation, caller, arrivedAt, preferredBudgetMs }).toEqual({
      operation: "gathered",
      caller: CALLER,
      arrivedAt: NOW,
      preferredBudgetMs: 5_000,
    });
    expect(JSON.parse(new TextDecoder().decode(body))).toEqual({ requests: batchOf(16).requests });
  });

  it("stay where they are where they are few, or where too much waits for a thread", () => {
    expect(scriptedThreads(0).send(batchOf(15), () => undefined)).toBeNull();
    expect(scriptedThreads(16).send(batchOf(256), () => undefined)).toBeNull();
  });
});
