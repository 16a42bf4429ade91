import { describe, expect, it } from "vitest";
import { ModelCallError, type ModelQuestion, type ModelResult, type RewardModel } from "../../ports/reward-model.ts";
import { measureModel } from "./measure-model.ts";

const QUESTION: ModelQuestion = { messages: [], reference: null, criteria: [] };
const VERDICT = { raw: 1, scores: null, flags: [] };
const SIGNAL = new AbortController().signal;

function measured(score: () => Promise<readonly ModelResult[]>) {
  const calls: unknown[] = [];
  let time = 0;
  const stopwatch = () => {
    time += 5;
    return time;
  };
  const inner: RewardModel & { batchMax: number } = {
    id: "skywork",
    kind: "judge",
    revision: "1",
    batchMax: 4,
    score,
    compare: async () => ({ probabilityFirst: 0.5, flags: [[], []] }),
    selfTest: async () => ({ good: 1, bad: 0, fault: null }),
    close: () => void calls.push("closed"),
  };
  return { inner, calls, model: measureModel(inner, stopwatch, (...call) => void calls.push(call)) };
}

describe("a measured model", () => {
  it("answers as the model does, and tells how long it took", async () => {
    const { model, calls } = measured(async () => [VERDICT]);
    expect(await model.score([QUESTION], SIGNAL)).toEqual([VERDICT]);
    expect(await model.compare?.(QUESTION, QUESTION, SIGNAL)).toMatchObject({ probabilityFirst: 0.5 });
    expect(calls).toEqual([
      ["skywork", "ok", 5],
      ["skywork", "ok", 5],
    ]);
  });

  it("tells why a call failed: as a whole, or each of its questions", async () => {
    const failing = measured(() => Promise.reject(new ModelCallError("overloaded", "429")));
    await expect(failing.model.score([QUESTION], SIGNAL)).rejects.toThrow("429");
    const unparseable = measured(async () => [new ModelCallError("unparseable", "no verdict")]);
    await unparseable.model.score([QUESTION], SIGNAL);
    const partly = measured(async () => [new ModelCallError("unparseable", "no verdict"), VERDICT]);
    await partly.model.score([QUESTION, QUESTION], SIGNAL);
    const broken = measured(() => Promise.reject(new TypeError("undefined is not a function")));
    await expect(broken.model.score([QUESTION], SIGNAL)).rejects.toThrow(TypeError);
    expect([failing, unparseable, partly, broken].map(({ calls }) => calls[0])).toEqual([
      ["skywork", "overloaded", 5],
      ["skywork", "unparseable", 5],
      ["skywork", "ok", 5],
      ["skywork", "fault", 5],
    ]);
  });

  it("measures no self-tests, follows what the model learns of its server, and lets go of it", async () => {
    const { model, inner, calls } = measured(async () => [VERDICT]);
    await model.selfTest(SIGNAL);
    inner.batchMax = 2;
    expect(model.batchMax).toBe(2);
    model.close();
    expect(calls).toEqual(["closed"]);
  });
});
