import { describe, expect, it } from "vitest";
import { askAbout, createFallbackWorld, SOURCE_OPTIONS } from "../../../test/doubles/create-fallback-world.ts";
import { createScriptedModel, failWith, type ScriptedCall, scoreByLength } from "../../../test/doubles/scripted-model.ts";
import { ModelCallError } from "../../ports/reward-model.ts";
import type { CallOff } from "./call-off.ts";
import { GuardedCalls } from "./guarded-calls.ts";
import { hedgeCall } from "./hedge-call.ts";
import { RetryBudget } from "./retry-budget.ts";
import { SourceGuard } from "./source-guard.ts";

const PAUSE_MS = 400;

describe("a source that asked to be left in peace", () => {
  it.each<CallOff>(["late", "unneeded"])("is neither called nor blamed where nobody waits any more (%s)", async (why) => {
    const { ports, pass } = await createFallbackWorld([]);
    const guard = new SourceGuard(ports, "s", SOURCE_OPTIONS.breaker);
    let calls = 0;
    const parts = {
      options: { ...SOURCE_OPTIONS, retriesMax: 0 },
      guard,
      queue: ports.openCallQueue(2),
      budget: new RetryBudget(0.1),
    };
    const call = async () => {
      calls += 1;
      return [1];
    };
    const guarded = new GuardedCalls<string, number>(ports, parts, { call, isSound: () => true, isHedged: false });
    guard.fail(guard.admit() ?? "call", new ModelCallError("overloaded", "busy", PAUSE_MS));
    const off = new AbortController();
    const fault = guarded.perform(["q"], () => ports.clock.now() + 2000, off.signal).catch((error: unknown) => error);
    await pass(10);
    off.abort(why);
    expect(await fault).toBeInstanceOf(ModelCallError);
    expect(calls).toBe(0);
    expect(guard.failures).toEqual({ overloaded: 1 });
  });

  it.each([true, false])("is not called after another has answered (hedged: %s)", async (isHedged) => {
    const answerIn =
      (ms: number): ScriptedCall =>
      (questions, signal) =>
        new Promise((resolve) => time.timer.set(ms, () => void scoreByLength(questions, signal).then(resolve)));
    let calls = 0;
    const first = createScriptedModel({ id: "first", score: answerIn(50) });
    const second = createScriptedModel({
      id: "second",
      score: (questions, signal) => {
        calls += 1;
        return (calls === 26 ? failWith("overloaded", PAUSE_MS) : answerIn(20))(questions, signal);
      },
    });
    const { ask, pass, time } = await createFallbackWorld([
      [first, { isHedged: false }],
      [second, { isHedged, retriesMax: 0 }],
    ]);
    const askAndWait = async (answer: string) => {
      const asked = ask(askAbout([[answer, 0.5]]), 2000);
      await pass(50);
      await asked;
    };
    // So many durations that the second is hedged; then the call that it fails.
    for (let number = 0; number <= 25; number += 1) {
      await askAndWait(`answer ${number}`);
    }
    expect(calls).toBe(26);
    await askAndWait("another");
    await pass(5);
    expect(calls).toBe(26);
  });
});

describe("hedgeCall", () => {
  it("tells the first call at once that it was called off before", async () => {
    const { ports } = await createFallbackWorld([]);
    const off = new AbortController();
    off.abort("unneeded");
    const isOff = await hedgeCall(
      ports,
      10,
      off.signal,
      async ({ aborted }) => aborted,
      () => null,
    );
    expect(isOff).toBe(true);
  });
});
