import { beforeEach, describe, expect, it } from "vitest";
import { CALLER } from "../../../test/doubles/create-service-world.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import type { CallBatch } from "./answer-calls.ts";
import type { CompatCall } from "./compat-call.ts";
import { type AnswerBatch, GatheredCalls } from "./gathered-calls.ts";

const time = createManualTime();
let batches: CallBatch[];
beforeEach(() => {
  batches = [];
});

const CALL: CompatCall = {
  caller: CALLER,
  arrivedAt: 0,
  place: { collectionSlug: null, scenarioSlug: null, session: null },
  query: "",
  body: new Uint8Array(10),
};

/** Answers each request with its place in the batch. */
const byPlace: AnswerBatch = async (batch, { onAnswer }) => {
  batches.push(batch);
  for (const index of batch.calls.keys()) {
    onAnswer(index, { text: String(index), headers: {} });
  }
};
const sizes = () => batches.map(({ calls }) => calls.length);

describe("requests that come one by one", () => {
  it("are answered together after a moment, each with its own answer", async () => {
    const gathered = new GatheredCalls(time.timer, byPlace);
    const answers = [gathered.answer("slime", CALL), gathered.answer("slime", CALL)];
    expect(batches).toEqual([]);
    time.advance(2);
    expect(await Promise.all(answers)).toEqual([
      { text: "0", headers: {} },
      { text: "1", headers: {} },
    ]);
    expect(batches).toEqual([{ kind: "slime", caller: CALLER, query: "", calls: [CALL, CALL] }]);
    expect(time.pending).toBe(0);
  });

  it("do not wait once a batch is full, by their number or by their bytes", async () => {
    const gathered = new GatheredCalls(time.timer, byPlace);
    await Promise.all(Array.from({ length: 256 }, () => gathered.answer("openrlhf", CALL)));
    await gathered.answer("openrlhf", { ...CALL, body: new Uint8Array(1024 * 1024) });
    expect(sizes()).toEqual([256, 1]);
    expect(time.pending).toBe(0);
  });

  it("share a batch with their own kind, tenant and query alone", async () => {
    const gathered = new GatheredCalls(time.timer, byPlace);
    const answers = [
      gathered.answer("openrlhf", CALL),
      gathered.answer("slime", CALL),
      gathered.answer("openrlhf", { ...CALL, query: "latency_budget_ms=100" }),
      gathered.answer("openrlhf", { ...CALL, caller: { ...CALLER, tenantId: "other" } }),
    ];
    time.advance(2);
    await Promise.all(answers);
    expect(sizes()).toEqual([1, 1, 1, 1]);
  });

  it("are told of their own failure, or of one that ends their batch", async () => {
    const fault = new Error("broken");
    const gathered = new GatheredCalls(time.timer, (batch, { onAnswer, onFailure }) => {
      onFailure(0, new Error("mine"));
      if (batch.calls.length > 1) {
        onAnswer(1, { text: "1", headers: {} });
      }
      return Promise.reject(fault);
    });
    const answers = [gathered.answer("slime", CALL), gathered.answer("slime", CALL), gathered.answer("slime", CALL)];
    time.advance(2);
    expect(await Promise.allSettled(answers)).toMatchObject([
      { reason: { message: "mine" } },
      { value: { text: "1" } },
      { reason: fault },
    ]);
  });

  it("are refused beyond the limit, and taken again when others are done", async () => {
    const answerings: (() => void)[] = [];
    const gathered = new GatheredCalls(time.timer, (batch, answered) => {
      return new Promise((resolve) => answerings.push(() => void byPlace(batch, answered).then(resolve)));
    });
    const waiting = Array.from({ length: 65_536 }, () => gathered.answer("slime", CALL));
    await expect(gathered.answer("slime", CALL)).rejects.toMatchObject({ code: "overloaded" });
    for (const answer of answerings.splice(0)) {
      answer();
    }
    await Promise.all(waiting);
    const again = gathered.answer("slime", CALL);
    time.advance(2);
    answerings[0]?.();
    expect(await again).toEqual({ text: "0", headers: {} });
  });
});
