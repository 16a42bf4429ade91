import { describe, expect, it } from "vitest";
import { askAbout, createFallbackWorld, SOURCE_OPTIONS } from "../../../test/doubles/create-fallback-world.ts";
import { createScriptedModel, failWith, type ScriptedCall, scoreByLength } from "../../../test/doubles/scripted-model.ts";
import { ModelCallError, type ModelFailureReason } from "../../ports/reward-model.ts";
import type { CallOff } from "./call-off.ts";
import { GuardedCalls } from "./guarded-calls.ts";
import { hedgeCall } from "./hedge-call.ts";
import { RetryBudget } from "./retry-budget.ts";
import { SourceGuard } from "./source-guard.ts";

const PAUSE_MS = 400;

/** Calls of one source, each of which ends as the script says for its number, counted from 0. */
async function createCalls(
  script: (call: number) => { readonly afterMs: number; readonly fault?: ModelFailureReason; readonly badResults?: number },
  {
    isHedged = false,
    share = 0.1,
    timeoutMs = 1000,
    retriesMax = 1,
  }: { isHedged?: boolean; share?: number; timeoutMs?: number; retriesMax?: number } = {},
) {
  const { ports, pass, time } = await createFallbackWorld([]);
  const guard = new SourceGuard(ports, "s", { ...SOURCE_OPTIONS.breaker, callsMin: 10_000 });
  const madeAt: number[] = [];
  const call = (questions: readonly string[]) => {
    const { afterMs, fault, badResults = 0 } = script(madeAt.length);
    madeAt.push(time.clock.now());
    const bad = new ModelCallError("unparseable", "as scripted");
    const results = questions.map((_question, index) => (index < badResults ? bad : 1));
    return new Promise<readonly (number | ModelCallError)[]>((resolve, reject) => {
      const end = () => (fault === undefined ? resolve(results) : reject(new ModelCallError(fault, "as scripted")));
      time.timer.set(afterMs, end);
    });
  };
  const options = { ...SOURCE_OPTIONS, retriesMax, timeoutMs };
  const parts = { options, guard, queue: ports.openCallQueue(4), budget: new RetryBudget(share) };
  const calls = new GuardedCalls<string, number>(ports, parts, { call, isSound: () => true, isHedged });
  /** How many calls were made of that many questions where nobody waits for longer. */
  const perform = async (leftMs = 10_000, questionCount = 1): Promise<number> => {
    const before = madeAt.length;
    const giveUpAt = time.clock.now() + leftMs;
    let isOver = false;
    const questions = Array.from({ length: questionCount }, (_, index) => `q${index}`);
    const over = calls.perform(questions, () => giveUpAt, new AbortController().signal).catch(() => null);
    void over.then(() => {
      isOver = true;
    });
    await pass(0);
    while (!isOver) {
      await pass(1);
    }
    return madeAt.length - before;
  };
  return { calls, guard, perform, madeAt };
}

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

describe("how long calls take", () => {
  it("is known from five calls on: what half of them and what 95 % of them did not exceed", async () => {
    const { calls, perform } = await createCalls((call) => ({ afterMs: 10 * (1 + call) }));
    for (let call = 0; call < 4; call += 1) {
      await perform();
    }
    expect([calls.medianMs, calls.usualMs]).toEqual([null, null]);
    await perform();
    expect([calls.medianMs, calls.usualMs]).toEqual([30, 50]);
    for (let call = 5; call < 20; call += 1) {
      await perform();
    }
    expect([calls.medianMs, calls.usualMs]).toEqual([100, 190]);
  });
});

describe("a call that failed", () => {
  it("is tried again where it failed fast: within half of its time where nothing is known of how long calls take", async () => {
    for (const [afterMs, made] of [
      [50, 2],
      [51, 1],
    ]) {
      const { perform } = await createCalls(() => ({ afterMs: afterMs ?? 0, fault: "unreachable" }), { timeoutMs: 100 });
      expect(await perform()).toBe(made);
    }
  });

  it("is not tried again where it took longer than calls do", async () => {
    for (const [afterMs, made] of [
      [20, 2],
      [21, 1],
    ]) {
      const { perform } = await createCalls((call) =>
        call < 5 ? { afterMs: 20 } : { afterMs: afterMs ?? 0, fault: "unreachable" },
      );
      for (let call = 0; call < 5; call += 1) {
        await perform();
      }
      expect(await perform()).toBe(made);
    }
  });

  it("is tried again only where there is time left after the wait, and what is not tried again costs nothing", async () => {
    const { perform } = await createCalls(() => ({ afterMs: 0, fault: "unreachable" }));
    // A millisecond until it has failed, and half of the fifty that the first wait is at most.
    for (let call = 0; call < 40; call += 1) {
      expect(await perform(26)).toBe(1);
    }
    expect(await perform(27)).toBe(2);
  });

  it("is tried again after waits that double", async () => {
    const { perform, madeAt } = await createCalls(() => ({ afterMs: 0, fault: "unreachable" }), { retriesMax: 3 });
    expect(await perform()).toBe(4);
    // A millisecond until each has failed, and half of 50, 100 and 200.
    expect(madeAt.slice(1).map((at, index) => at - (madeAt[index] ?? 0))).toEqual([26, 51, 101]);
  });

  it("is one all of whose questions failed; it says nothing of how long answers take", async () => {
    const failuresOf = async (badResults: number) => {
      const { calls, guard, perform } = await createCalls(() => ({ afterMs: 10, badResults }));
      for (let call = 0; call < 5; call += 1) {
        await perform(10_000, 2);
      }
      return [guard.failures, calls.medianMs];
    };
    expect(await failuresOf(1)).toEqual([{}, 10]);
    expect(await failuresOf(2)).toEqual([{ unparseable: 5 }, null]);
  });

  it("is tried again with all of its questions, unless one of them may be what the source trips over", async () => {
    const made = async (fault: ModelFailureReason, questionCount: number) =>
      await (await createCalls(() => ({ afterMs: 0, fault }))).perform(10_000, questionCount);
    expect([await made("unreachable", 2), await made("upstream_error", 1), await made("upstream_error", 2)]).toEqual([2, 2, 1]);
  });

  it("of a source that asked for a pause waits for it where there is time left after the wait", async () => {
    for (const [leftMs, made] of [
      [450, 0],
      [451, 1],
    ]) {
      const { guard, perform } = await createCalls(() => ({ afterMs: 0 }));
      guard.fail(guard.admit() ?? "call", new ModelCallError("overloaded", "busy", PAUSE_MS));
      // The pause, and half of the quarter by which it is exceeded at most.
      expect(await perform(leftMs)).toBe(made);
    }
  });
});

describe("second calls", () => {
  it("are ten and a share of the calls that were not second ones, however slow all of them are", async () => {
    // Each takes longer than all before it.
    const { perform } = await createCalls((call) => ({ afterMs: 10 + call }), { isHedged: true, share: 0.25 });
    let [first, second] = [0, 0];
    for (let asked = 0; asked < 80; asked += 1) {
      second += (await perform()) - 1;
      first += 1;
      expect(second).toBeLessThanOrEqual(10 + 0.25 * first);
    }
    expect(second).toBeGreaterThan(20);
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
