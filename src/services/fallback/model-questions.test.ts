import { describe, expect, it } from "vitest";
import { askAbout, createFallbackWorld } from "../../../test/doubles/create-fallback-world.ts";
import {
  createScriptedModel,
  failWith,
  hang,
  type ScriptedCall,
  scoreByLength,
  verdict,
} from "../../../test/doubles/scripted-model.ts";
import { ModelCallError } from "../../ports/reward-model.ts";
import type { NoOpinion, Opinion } from "./opinions.ts";
import { SELF_TEST_REMEDIES } from "./self-test-remedies.ts";

const group = (count: number, word = "Answer") =>
  askAbout(
    Array.from({ length: count }, (_, index) => [`${word} ${index}.`, 0.5] as const),
    "group",
  );
const ONE = askAbout([["Rayleigh scattering.", 0.7]]);
const KEPT = { cacheEntriesMax: 100, freshMs: 1000, staleMs: 10_000 };

const outcomesOf = ({ attempts }: Opinion | NoOpinion) => attempts.map(({ sourceId, outcome }) => `${sourceId}: ${outcome}`);
const batchesOf = (model: ReturnType<typeof createScriptedModel>) => model.calls.map(({ questions }) => questions.length);

/** Refuses every call in which an answer is poisoned. */
const refusePoison: ScriptedCall = (questions, signal) =>
  (questions.some(({ messages }) => messages.at(-1)?.content === "Poison 0.") ? failWith("refused") : scoreByLength)(
    questions,
    signal,
  );

describe("questions to a model", () => {
  it("go in batches as large as it takes, in their order", async () => {
    const model = createScriptedModel({ batchMax: 4 });
    const { ask } = await createFallbackWorld([[model]]);
    const { opinion } = await ask(group(10), 500);
    expect(batchesOf(model)).toEqual([4, 4, 2]);
    expect(opinion.candidates?.map(({ raw }) => raw)).toEqual(Array.from({ length: 10 }, () => 0.9));
  });

  it("are all asked where it takes fewer at a time than it had said", async () => {
    let size = 8;
    const model = createScriptedModel({
      score: async (questions, signal) => {
        const results = await scoreByLength(questions, signal);
        size = 2;
        return results;
      },
    });
    Object.defineProperty(model, "batchMax", { get: () => size });
    const { ask } = await createFallbackWorld([[model, { concurrency: 1 }]]);
    expect(outcomesOf((await ask(group(20), 500)).opinion)).toEqual(["skywork: ok"]);
    expect(batchesOf(model)).toEqual([8, 2, 2, 2, 2, 2, 2]);
  });

  it("of several callers gather for a while, and a full batch waits for nobody", async () => {
    const model = createScriptedModel({ batchMax: 4 });
    const { ask, pass } = await createFallbackWorld([[model, { gatherMs: 5 }]]);
    const first = ask(group(1, "One"), 500);
    await pass(4);
    const second = ask(group(1, "Two"), 500);
    expect(batchesOf(model)).toEqual([]);
    await pass(1);
    expect(batchesOf(model)).toEqual([2]);
    expect((await first).afterMs).toBe(5);
    expect((await second).afterMs).toBe(1);
    await ask(group(4, "Three"), 500);
    expect(batchesOf(model)).toEqual([2, 4]);
  });

  it("wait for a free place and go together then, those that came meanwhile too", async () => {
    let isBusy = true;
    const model = createScriptedModel({
      score: (questions, signal) => {
        const call = isBusy ? hang : scoreByLength;
        isBusy = false;
        return call(questions, signal);
      },
    });
    const { ask, pass } = await createFallbackWorld([[model, { concurrency: 1, timeoutMs: 100 }]]);
    const all = [ONE, group(2, "One"), group(3, "Two")].map((one) => ask(one, 1000));
    await pass(100);
    await Promise.all(all);
    expect(batchesOf(model)).toEqual([1, 5]);
  });

  it("that are the same are asked once, however many ask", async () => {
    const model = createScriptedModel();
    const { ask, pass } = await createFallbackWorld([[model, { gatherMs: 5 }]]);
    const all = [
      ask(ONE, 500),
      ask(ONE, 500),
      ask(askAbout([...Array(3)].map(() => ["Rayleigh scattering.", 0.7] as const)), 500),
    ];
    await pass(5);
    const opinions = await Promise.all(all);
    expect(batchesOf(model)).toEqual([1]);
    expect(opinions.map(({ opinion }) => opinion.candidates?.length)).toEqual([1, 1, 3]);
  });

  it("are the more patient caller's where a hasty one leaves, and stopped where all have left", async () => {
    const model = createScriptedModel({ score: hang });
    const { ask, pass } = await createFallbackWorld([[model]]);
    const hasty = ask(ONE, 100);
    const patient = ask(ONE, 200);
    await pass(95);
    expect(outcomesOf((await hasty).opinion)[0]).toBe("skywork: timeout");
    expect(model.calls[0]?.signal.aborted).toBe(false);
    await pass(100);
    await patient;
    expect(model.calls[0]?.signal.aborted).toBe(true);
    expect(batchesOf(model)).toEqual([1]);
  });

  it("cost nobody his answer for what another asked: a batch that is refused is taken apart", async () => {
    const model = createScriptedModel({ batchMax: 8, score: refusePoison });
    const { ask, pass } = await createFallbackWorld([[model, { gatherMs: 5 }]]);
    const healthy = ask(group(7), 500);
    const poisoned = ask(group(1, "Poison"), 500);
    await pass(5);
    expect(outcomesOf((await healthy).opinion)[0]).toBe("skywork: ok");
    expect(outcomesOf((await poisoned).opinion)[0]).toBe("skywork: refused");
    expect(batchesOf(model)).toEqual([8, 4, 4, 2, 2, 1, 1]);
  });

  it("are not taken apart where there is no budget for it", async () => {
    const model = createScriptedModel({ score: refusePoison });
    const { ask, pass } = await createFallbackWorld([[model, { gatherMs: 5 }]], {}, { retryBudget: 0 });
    const all = [ask(group(7), 500), ask(group(1, "Poison"), 500)];
    await pass(5);
    expect((await Promise.all(all)).map(({ opinion }) => outcomesOf(opinion)[0])).toEqual([
      "skywork: refused",
      "skywork: refused",
    ]);
    expect(batchesOf(model)).toEqual([8]);
  });

  it("that are more than may wait are put to it where nobody waits, and not behind others", async () => {
    const model = createScriptedModel();
    const { ask, pass } = await createFallbackWorld([[model, { queueMax: 4, gatherMs: 5 }]]);
    const [alone, behind] = [ask(group(5, "First"), 500), ask(group(5, "Second"), 500)];
    await pass(5);
    expect(outcomesOf((await alone).opinion)[0]).toBe("skywork: ok");
    expect(outcomesOf((await behind).opinion)[0]).toBe("skywork: queue_full");
  });

  it("have as many answers, or none", async () => {
    const fewer: ScriptedCall = async (questions, signal) => (await scoreByLength(questions, signal)).slice(1);
    const more: ScriptedCall = async (questions, signal) => [verdict(0), ...(await scoreByLength(questions, signal))];
    for (const score of [fewer, more]) {
      const { ask } = await createFallbackWorld([[createScriptedModel({ score })]]);
      expect(outcomesOf((await ask(group(3), 500)).opinion)[0]).toBe("skywork: bad_answer");
    }
  });

  it("are taken apart at once where the server stumbles over a batch: the same batch again would cost the time that is left", async () => {
    const stumble: ScriptedCall = (questions, signal) =>
      (questions.some(({ messages }) => messages.at(-1)?.content === "Poison 0.") ? failWith("upstream_error") : scoreByLength)(
        questions,
        signal,
      );
    const model = createScriptedModel({ score: stumble });
    const { ask, pass } = await createFallbackWorld([[model, { gatherMs: 5, retriesMax: 1 }]]);
    const healthy = ask(group(1), 500);
    const poisoned = ask(group(1, "Poison"), 500);
    await pass(100);
    expect(outcomesOf((await healthy).opinion)[0]).toBe("skywork: ok");
    expect(outcomesOf((await poisoned).opinion)[0]).toBe("skywork: upstream_error");
    // The two, each by itself, and the one that failed once more.
    expect(batchesOf(model)).toEqual([2, 1, 1, 1]);
  });

  it("are left out of what is asked again once nobody waits for them", async () => {
    const timer: { set?: (ms: number, run: () => void) => void } = {};
    const refuseSlowly: ScriptedCall = (questions, signal) =>
      new Promise((resolve, reject) => {
        timer.set?.(150, () => void refusePoison(questions, signal).then(resolve, reject));
      });
    const model = createScriptedModel({ score: refuseSlowly });
    const { ask, pass, time } = await createFallbackWorld([[model, { gatherMs: 5 }]]);
    timer.set = (ms, run) => time.timer.set(ms, run);
    const all = [ask(group(1, "Poison"), 900), ask(group(1, "Hasty"), 100), ask(group(1, "Patient"), 900)];
    await pass(700);
    expect((await Promise.all(all)).map(({ opinion }) => outcomesOf(opinion)[0])).toEqual([
      "skywork: refused",
      "skywork: timeout",
      "skywork: ok",
    ]);
    expect(batchesOf(model)).toEqual([3, 1, 1]);
  });

  it("are asked again for as long as the most patient waits", async () => {
    let made = 0;
    const model = createScriptedModel({
      score: (questions, signal) => (made++ === 0 ? failWith("overloaded", 200) : scoreByLength)(questions, signal),
    });
    const { ask, pass } = await createFallbackWorld([[model, { gatherMs: 5, retriesMax: 1 }]]);
    const hasty = ask(ONE, 100);
    const patient = ask(ONE, 1000);
    await pass(400);
    expect(outcomesOf((await hasty).opinion)[0]).toBe("skywork: timeout");
    expect(outcomesOf((await patient).opinion)[0]).toBe("skywork: ok");
  });

  it("of a group are called off where one of them has no answer", async () => {
    let made = 0;
    const model = createScriptedModel({
      batchMax: 1,
      score: (questions, signal) => (made++ === 0 ? hang : failWith("refused"))(questions, signal),
    });
    const { ask } = await createFallbackWorld([[model]]);
    expect(outcomesOf((await ask(group(2), 500)).opinion)[0]).toBe("skywork: refused");
    expect(model.calls[0]?.signal.aborted).toBe(true);
  });

  it("are answered by others where a model throws what it must not", async () => {
    const model = createScriptedModel({
      score: () => {
        throw new TypeError("not a function");
      },
    });
    const { ask } = await createFallbackWorld([[model]]);
    expect(outcomesOf((await ask(ONE, 500)).opinion)).toEqual(["skywork: bad_answer", "rubric: ok"]);
  });
});

describe("an answer that is kept", () => {
  it("is given at once to the same question while it is fresh, for all of a group or for a part of it", async () => {
    const model = createScriptedModel();
    const { ask, pass } = await createFallbackWorld([[model]], {}, KEPT);
    await ask(group(3), 500);
    await ask(group(3), 500);
    await ask(group(5), 500);
    expect(batchesOf(model)).toEqual([3, 2]);
    await pass(1001);
    await ask(group(3), 500);
    expect(batchesOf(model)).toEqual([3, 2, 3]);
  });

  it("is not given for another scenario", async () => {
    const model = createScriptedModel();
    const { ask } = await createFallbackWorld([[model]], {}, KEPT);
    await ask(ONE, 500);
    await ask({ ...ONE, scenarioDigest: "e".repeat(64) }, 500);
    expect(model.calls).toHaveLength(2);
  });

  it("stands in where every model fails, before the learned model and the rubric, and says so", async () => {
    let isDown = false;
    const model = createScriptedModel({
      score: (questions, signal) => (isDown ? failWith("unreachable") : scoreByLength)(questions, signal),
    });
    const learned = {
      isActive: () => true,
      judge: () => ({ revision: "l1", raws: [1], rewards: [0.9], confidence: 0.9 }),
    };
    const { ask, pass } = await createFallbackWorld([[model]], { learned }, KEPT);
    const before = (await ask(ONE, 500)).opinion;
    isDown = true;
    await pass(5000);
    const { opinion } = await ask(ONE, 500);
    expect(opinion).toMatchObject({
      source: { kind: "reward_model", id: "skywork", degraded: true, reason: "skywork: unreachable" },
      candidates: before.candidates,
    });
    expect(outcomesOf(opinion)).toEqual(["skywork: unreachable", "skywork: stale"]);
    await pass(5001);
    const late = (await ask(ONE, 500)).opinion;
    expect(late).toMatchObject({ source: { kind: "learned", degraded: true, reason: "skywork: unreachable" } });
  });

  it("stands in for nobody else: neither a failure nor another answer is kept under a question", async () => {
    const model = createScriptedModel({ score: failWith("bad_answer") });
    const { ask } = await createFallbackWorld([[model]], {}, KEPT);
    await ask(ONE, 500);
    expect(outcomesOf((await ask(ONE, 500)).opinion)).toEqual(["skywork: bad_answer", "rubric: ok"]);
  });

  it("does not stand in for a model that is switched off", async () => {
    const { ask } = await createFallbackWorld([[createScriptedModel()]], {}, KEPT);
    await ask(ONE, 500);
    expect(outcomesOf((await ask(ONE, 500, ["skywork"])).opinion)).toEqual(["skywork: forced", "rubric: ok"]);
  });
});

describe("a self-test", () => {
  it("is passed before a model is asked", async () => {
    let pass: () => void = () => undefined;
    const model = createScriptedModel({
      selfTest: () =>
        new Promise((resolve) => {
          pass = () => resolve({ good: 2, bad: 1, fault: null });
        }),
    });
    const world = await createFallbackWorld([[model]]);
    expect(outcomesOf((await world.ask(ONE, 500)).opinion)).toEqual(["skywork: not_ready", "rubric: ok"]);
    expect(world.chain.health()[0]).toMatchObject({ state: "untested", selfTestFault: null });
    pass();
    await world.pass(0);
    expect(outcomesOf((await world.ask(ONE, 500)).opinion)).toEqual(["skywork: ok"]);
    expect(world.chain.health()[0]).toMatchObject({ state: "ready" });
  });

  it("that is failed keeps the model out and says why; it is made again after waits that double", async () => {
    const testedAt: number[] = [];
    const model = createScriptedModel({
      selfTest: async () => {
        testedAt.push(world.time?.clock.now() ?? 1_000_000);
        return { good: 1, bad: 1, fault: "every answer scores 1: use /classify of the native interface" };
      },
    });
    const world: Partial<Awaited<ReturnType<typeof createFallbackWorld>>> = {};
    const { chain, ask, pass, events } = Object.assign(world, await createFallbackWorld([[model]]));
    await pass(7000);
    expect(testedAt.map((at) => at - 1_000_000)).toEqual([0, 1000, 3000, 7000]);
    expect(outcomesOf((await ask(ONE, 500)).opinion)[0]).toBe("skywork: not_ready");
    expect(chain.health()[0]).toMatchObject({
      state: "failing",
      selfTestFault: expect.stringContaining("every answer scores 1"),
    });
    expect(events[0]).toMatchObject({ kind: "self_test_failed", sourceId: "skywork", nextInMs: 1000, isRepeated: false });
    expect(events.slice(1, 4)).toMatchObject([{ isRepeated: true }, { isRepeated: true }, { isRepeated: true }]);
  });

  it("that is passed without some of its parts is made again until they pass too, and says so meanwhile", async () => {
    const partFaults = ["trio/3: Answered 404.", "trio/3: Answered 404.", null];
    const model = createScriptedModel({
      selfTest: async () => {
        const partFault = partFaults.shift() ?? null;
        return { good: 1, bad: 0, fault: null, ...(partFault === null ? {} : { partFault }) };
      },
    });
    const { chain, ask, pass, events } = await createFallbackWorld([[model]]);
    expect(outcomesOf((await ask(ONE, 500)).opinion)).toEqual(["skywork: ok"]);
    expect(chain.health()[0]).toMatchObject({ state: "ready", selfTestFault: null, partFault: "trio/3: Answered 404." });
    await pass(10_000);
    expect(chain.health()[0]).toMatchObject({ state: "ready", partFault: null });
    expect(partFaults).toEqual([]);
    expect(events).toMatchObject([
      { kind: "self_test_partial", isRepeated: false, nextInMs: 1000 },
      { kind: "self_test_partial", isRepeated: true },
      { kind: "self_test_passed" },
    ]);
  });

  it("that its server answers with a refusal says what to do, and beside it what was answered", async () => {
    const model = createScriptedModel({ selfTest: () => Promise.reject(new ModelCallError("refused", "Answered 401.")) });
    const { chain, pass, events } = await createFallbackWorld([[model]]);
    await pass(0);
    expect(chain.health()[0]?.selfTestFault).toContain("the key (api_key_env, api_key_file) valid");
    expect(events[0]).toMatchObject({ kind: "self_test_failed", detail: "Answered 401." });
  });

  it("that hangs is stopped", async () => {
    const { chain, pass } = await createFallbackWorld([[createScriptedModel({ selfTest: () => new Promise(() => undefined) })]]);
    await pass(30_000);
    expect(chain.health()[0]).toMatchObject({ state: "untested", selfTestFault: SELF_TEST_REMEDIES.timeout });
  });
});

describe("closing", () => {
  it("lets go of models and of everybody who waits for one", async () => {
    const model = createScriptedModel({ score: hang });
    const { chain, ask, pass, ports } = await createFallbackWorld([[model]]);
    const answer = ask(ONE, 500);
    await pass(0);
    chain.close();
    expect((await answer).opinion.candidates).not.toBeNull();
    expect(model.isClosed).toBe(true);
    expect(model.calls[0]?.signal.aborted).toBe(true);
    expect(ports.deadlines.size).toBe(0);
  });
});
