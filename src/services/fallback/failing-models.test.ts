import { describe, expect, it } from "vitest";
import { askAbout, createFallbackWorld } from "../../../test/doubles/create-fallback-world.ts";
import { createScriptedModel, failWith, hang, type ScriptedCall, scoreByLength } from "../../../test/doubles/scripted-model.ts";
import { ModelCallError } from "../../ports/reward-model.ts";
import type { SourceOptions } from "./chain-options.ts";
import type { NoOpinion, Opinion } from "./opinions.ts";

const ONE = askAbout([["Rayleigh scattering.", 0.7]]);
const TWO = askAbout([
  ["A short one.", 0.4],
  ["One that is longer.", 0.6],
]);
const BREAKER = { ratio: 0.5, callsMin: 4, windowMs: 30_000, openMs: 15_000 };

const outcomesOf = ({ attempts }: Opinion | NoOpinion) => attempts.map(({ sourceId, outcome }) => `${sourceId}: ${outcome}`);
const answering = async (answer: Promise<{ opinion: Opinion | NoOpinion }>) => (await answer).opinion;

/** Each call does what its place in the row says; the last goes on. */
function inTurn(...calls: readonly ScriptedCall[]): ScriptedCall {
  let made = 0;
  return (questions, signal) => (calls[Math.min(made++, calls.length - 1)] ?? hang)(questions, signal);
}

describe("a call that fails", () => {
  it.each(["unreachable", "upstream_error"] as const)("is made again where it may pass: %s", async (reason) => {
    const model = createScriptedModel({ score: inTurn(failWith(reason), scoreByLength) });
    const { ask, pass } = await createFallbackWorld([[model, { retriesMax: 1 }]]);
    const answer = ask(ONE, 500);
    // Half of the first bound of 50 ms, as the dice fall here.
    await pass(24);
    expect(model.calls).toHaveLength(1);
    await pass(1);
    expect(outcomesOf(await answering(answer))).toEqual(["skywork: ok"]);
  });

  it.each(["refused", "bad_answer", "unparseable", "budget_spent", "denied"] as const)(
    "is not where it would fail again: %s",
    async (reason) => {
      const model = createScriptedModel({ score: failWith(reason) });
      const { ask } = await createFallbackWorld([[model, { retriesMax: 3 }]]);
      expect(outcomesOf(await answering(ask(ONE, 500)))).toEqual([`skywork: ${reason}`, "rubric: ok"]);
      expect(model.calls).toHaveLength(1);
    },
  );

  it("is not made again where it took as long as an answer would have", async () => {
    const model = createScriptedModel();
    const { ask, pass, time } = await createFallbackWorld([
      [
        { ...model, score: failsAfter(() => time, 600) },
        { retriesMax: 1, timeoutMs: 1000 },
      ],
    ]);
    const answer = ask(ONE, 5000);
    await pass(600);
    expect(outcomesOf(await answering(answer))).toEqual(["skywork: unreachable", "rubric: ok"]);
  });

  it("is not made again once the budget of retries is spent", async () => {
    const model = createScriptedModel({ score: failWith("unreachable") });
    const { ask, pass } = await createFallbackWorld([[model, { retriesMax: 1, breaker: { ...BREAKER, callsMin: 1000 } }]]);
    for (let asked = 0; asked < 30; asked += 1) {
      const answer = ask(ONE, 500);
      await pass(30);
      await answer;
    }
    // Thirty of their own earn three more than the ten that are there at the start.
    expect(model.calls).toHaveLength(30 + 12);
  });

  it("waits for as long as the source asked, and not at all where there is no time for that", async () => {
    const model = createScriptedModel({ score: inTurn(failWith("overloaded", 200), scoreByLength) });
    const { ask, pass } = await createFallbackWorld([[model, { retriesMax: 1 }]]);
    const patient = ask(ONE, 1000);
    await pass(0);
    const hasty = ask(TWO, 150);
    await pass(0);
    expect(outcomesOf(await answering(hasty))).toEqual(["skywork: overloaded", "rubric: ok"]);
    await pass(224);
    expect(model.calls).toHaveLength(1);
    await pass(1);
    expect(outcomesOf(await answering(patient))).toEqual(["skywork: ok"]);
  });
});

describe("a source that says it is overloaded", () => {
  it("is left in peace for a minute at most, whatever it asks", async () => {
    const model = createScriptedModel({ score: inTurn(failWith("overloaded", 86_400_000), scoreByLength) });
    const { ask, pass, time } = await createFallbackWorld([[model]]);
    expect(outcomesOf(await answering(ask(ONE, 500)))[0]).toBe("skywork: overloaded");
    time.advance(59_000);
    await pass(0);
    expect(outcomesOf(await answering(ask(ONE, 500)))[0]).toBe("skywork: overloaded");
    time.advance(1000);
    expect(outcomesOf(await answering(ask(ONE, 500)))[0]).toBe("skywork: ok");
    expect(model.calls).toHaveLength(2);
  });
});

describe("a breaker", () => {
  it("leaves a source alone that keeps failing, and sees with one call whether it is back", async () => {
    let isDown = true;
    const model = createScriptedModel({
      score: (questions, signal) => (isDown ? failWith("unreachable") : scoreByLength)(questions, signal),
    });
    const { ask, pass, chain, events } = await createFallbackWorld([[model, { breaker: BREAKER }]]);
    for (let asked = 0; asked < 10; asked += 1) {
      await ask(ONE, 500);
    }
    expect(model.calls).toHaveLength(4);
    expect(outcomesOf(await answering(ask(ONE, 500)))).toEqual(["skywork: breaker_open", "rubric: ok"]);
    expect(chain.health()[0]).toMatchObject({ state: "failing", breaker: "open", calls: 4, failures: { unreachable: 4 } });
    isDown = false;
    await pass(15_000);
    expect(chain.health()[0]?.breaker).toBe("half_open");
    expect(outcomesOf(await answering(ask(ONE, 500)))).toEqual(["skywork: ok"]);
    expect(chain.health()[0]).toMatchObject({ state: "ready", breaker: "closed" });
    expect(events.flatMap((event) => (event.kind === "breaker" ? event.phase : []))).toEqual(["open", "closed"]);
  });

  it("lets one probe through, and nobody waits behind it", async () => {
    const model = createScriptedModel({
      score: inTurn(...Array.from({ length: 4 }, () => failWith("bad_answer")), hang),
    });
    const { ask, pass } = await createFallbackWorld([[model, { breaker: BREAKER }]]);
    for (let asked = 0; asked < 4; asked += 1) {
      await ask(ONE, 500);
    }
    await pass(15_000);
    const probe = ask(ONE, 500);
    await pass(0);
    const { opinion, afterMs } = await ask(TWO, 500);
    expect([outcomesOf(opinion)[0], afterMs]).toEqual(["skywork: breaker_open", 0]);
    await pass(495);
    expect(outcomesOf(await answering(probe))[0]).toBe("skywork: timeout");
    expect(outcomesOf(await answering(ask(ONE, 500)))[0]).toBe("skywork: breaker_open");
  });

  it("lets a probe run its time out, though the caller who was it has gone", async () => {
    let answer: () => void = () => undefined;
    const slowly: ScriptedCall = (questions, signal) =>
      new Promise((resolve) => {
        answer = () => void scoreByLength(questions, signal).then(resolve);
      });
    const model = createScriptedModel({
      score: inTurn(...Array.from({ length: 4 }, () => failWith("bad_answer")), slowly, scoreByLength),
    });
    const { ask, pass, chain } = await createFallbackWorld([[model, { breaker: BREAKER }]]);
    for (let asked = 0; asked < 4; asked += 1) {
      await ask(ONE, 500);
    }
    await pass(15_000);
    const hasty = ask(ONE, 100);
    await pass(95);
    expect(outcomesOf(await answering(hasty))[0]).toBe("skywork: timeout");
    answer();
    await pass(0);
    expect(chain.health()[0]?.breaker).toBe("closed");
    expect(outcomesOf(await answering(ask(ONE, 500)))).toEqual(["skywork: ok"]);
  });

  it("leaves no probe behind that nobody waits for when the chain is closed", async () => {
    const model = createScriptedModel({ score: inTurn(...Array.from({ length: 4 }, () => failWith("bad_answer")), hang) });
    const { ask, pass, chain, ports } = await createFallbackWorld([[model, { breaker: BREAKER }]]);
    for (let asked = 0; asked < 4; asked += 1) {
      await ask(ONE, 500);
    }
    await pass(15_000);
    const hasty = ask(ONE, 100);
    await pass(95);
    await hasty;
    expect(model.calls.at(-1)?.signal.aborted).toBe(false);
    chain.close();
    expect(model.calls.at(-1)?.signal.aborted).toBe(true);
    expect(ports.deadlines.size).toBe(0);
  });

  it("finds out a source that hangs even where every caller is in a hurry", async () => {
    const model = createScriptedModel({ score: hang });
    const { ask, pass } = await createFallbackWorld([[model, { breaker: BREAKER, timeoutMs: 10_000 }]]);
    for (let asked = 0; asked < 4; asked += 1) {
      const answer = ask(ONE, 100);
      await pass(95);
      expect(outcomesOf(await answering(answer))[0]).toBe("skywork: timeout");
    }
    expect((await ask(ONE, 100)).afterMs).toBe(0);
  });

  it("does not count calls that were cut short before they had their time", async () => {
    const world: { add?: (ms: number, run: () => void) => void; takesMs: number } = { takesMs: 100 };
    const score: ScriptedCall = (questions, signal) =>
      new Promise((resolve) => world.add?.(world.takesMs, () => void scoreByLength(questions, signal).then(resolve)));
    const { ask, pass, time, chain } = await createFallbackWorld([[createScriptedModel({ score }), { breaker: BREAKER }]]);
    world.add = (ms, run) => time.timer.set(ms, run);
    const askFor = async (budgetMs: number) => {
      const answer = ask(ONE, budgetMs);
      await pass(budgetMs);
      return outcomesOf(await answering(answer))[0];
    };
    for (let asked = 0; asked < 5; asked += 1) {
      expect(await askFor(200)).toBe("skywork: ok");
    }
    world.takesMs = 400;
    // 145 ms are less than half as long again as the usual 100.
    for (let asked = 0; asked < 10; asked += 1) {
      expect(await askFor(150)).toBe("skywork: timeout");
    }
    expect(chain.health()[0]).toMatchObject({ breaker: "closed", failures: {} });
    for (let asked = 0; asked < 5; asked += 1) {
      await askFor(160);
    }
    expect(chain.health()[0]).toMatchObject({ breaker: "open", failures: { timeout: 5 } });
  });

  it("keeps nobody waiting who can be told at once", async () => {
    const model = createScriptedModel({ score: failWith("bad_answer") });
    const { ask, pass } = await createFallbackWorld([[model, { breaker: BREAKER, gatherMs: 50 }]]);
    for (let asked = 0; asked < 4; asked += 1) {
      const answer = ask(ONE, 500);
      await pass(50);
      await answer;
    }
    const answer = ask(ONE, 500);
    await pass(50);
    expect((await answer).afterMs).toBe(0);
  });

  it("does not count overload, refusals, or calls that nobody needed", async () => {
    const refusing = createScriptedModel({ id: "refusing", score: failWith("refused") });
    const judge = createScriptedModel({ id: "judge", kind: "judge", score: hang });
    const { ask, chain } = await createFallbackWorld([
      [refusing, { breaker: BREAKER }],
      [createScriptedModel(), { breaker: BREAKER }],
      [judge, { breaker: BREAKER }],
    ]);
    for (let asked = 0; asked < 10; asked += 1) {
      await ask(ONE, 500);
    }
    expect(chain.health().map(({ breaker, calls }) => [breaker, calls])).toEqual([
      ["closed", 10],
      ["closed", 10],
      ["closed", 10],
    ]);
    expect(chain.health()[0]).toMatchObject({ state: "failing", failures: { refused: 10 }, lastFailure: { reason: "refused" } });
  });
});

describe("a model that refuses every call", () => {
  it("is told once, with what its server said, until it answers again", async () => {
    const refusal = new ModelCallError("refused", "Answered 404.", null, { said: "No such model." });
    let isRefusing = true;
    const refuse = () => (isRefusing ? Promise.reject(refusal) : Promise.resolve([{ raw: 1, scores: null, flags: [] }]));
    const { ask, events, chain } = await createFallbackWorld([[createScriptedModel({ id: "gone", score: refuse }), {}]]);
    const askTimes = async (times: number, text: string) => {
      for (let asked = 0; asked < times; asked += 1) {
        await ask(askAbout([[text, 0.7]]), 500);
      }
    };
    const told = () => events.filter(({ kind }) => kind === "failing");
    const failing = { kind: "failing", sourceId: "gone", reason: "refused", detail: "Answered 404.", said: "No such model." };
    await askTimes(4, "One.");
    expect(told()).toEqual([]);
    await askTimes(8, "One.");
    expect(told()).toEqual([failing]);
    expect(chain.health()[0]?.lastFailure).toMatchObject({ reason: "refused", said: "No such model." });
    isRefusing = false;
    await askTimes(1, "Two.");
    isRefusing = true;
    await askTimes(5, "Three.");
    expect(told()).toEqual([failing, failing]);
  });
});

describe("a bulkhead", () => {
  it("keeps a dead source from slowing another", async () => {
    const dead = createScriptedModel({ id: "dead", score: hang });
    const healthy = createScriptedModel({ id: "healthy" });
    const { ask, pass } = await createFallbackWorld(
      [
        [dead, { concurrency: 1, queueMax: 2, breaker: { ...BREAKER, callsMin: 1000 } }],
        [healthy, { concurrency: 1 }],
      ],
      {},
      { order: ["dead", "healthy"] },
    );
    const answers = Array.from({ length: 10 }, (_, index) => ask(askAbout([[`Answer ${index}.`, 0.5]]), 300));
    await pass(0);
    // One is under way, two wait, and seven are sent on at once.
    expect(healthy.calls.flatMap(({ questions }) => questions)).toHaveLength(10);
    await pass(295);
    const opinions = await Promise.all(answers.map(answering));
    expect(opinions.map((opinion) => outcomesOf(opinion)[0]).sort()).toEqual([
      ...Array.from({ length: 7 }, () => "dead: queue_full"),
      ...Array.from({ length: 3 }, () => "dead: timeout"),
    ]);
    expect(opinions.every((opinion) => opinion.candidates !== null && opinion.source.id === "healthy")).toBe(true);
  });

  it("gives back the place of a call that was stopped, whatever the model does", async () => {
    const model = createScriptedModel({ score: inTurn(hang, scoreByLength) });
    const { ask, pass } = await createFallbackWorld([[model, { concurrency: 1, timeoutMs: 100 }]]);
    const first = ask(ONE, 1000);
    const second = ask(TWO, 1000);
    await pass(100);
    expect(outcomesOf(await answering(first))[0]).toBe("skywork: timeout");
    expect(outcomesOf(await answering(second))[0]).toBe("skywork: ok");
  });
});

describe("a hedge", () => {
  /** Twenty answers after 20 ms each, and then the calls given. */
  async function warmedUp(next: ScriptedCall | readonly ScriptedCall[], retryBudget = 0.1, own: Partial<SourceOptions> = {}) {
    const world: { add?: (ms: number, run: () => void) => void } = {};
    const slow: ScriptedCall = (questions, signal) =>
      new Promise((resolve) => world.add?.(20, () => void scoreByLength(questions, signal).then(resolve)));
    const model = createScriptedModel({
      score: inTurn(...Array.from({ length: 20 }, () => slow), ...[next].flat(), scoreByLength),
    });
    const { ask, pass, time, chain } = await createFallbackWorld(
      [[model, { isHedged: true, concurrency: 2, ...own }]],
      {},
      { retryBudget },
    );
    world.add = (ms, run) => time.timer.set(ms, run);
    for (let asked = 0; asked < 20; asked += 1) {
      const answer = ask(ONE, 500);
      await pass(20);
      await answer;
    }
    return { model, ask, pass, time, chain };
  }

  it("is a second call where the first takes longer than 95 % do, and the first is called off when it answers", async () => {
    const { model, ask, pass } = await warmedUp(hang);
    const answer = ask(ONE, 500);
    await pass(19);
    expect(model.calls).toHaveLength(21);
    await pass(1);
    expect(model.calls).toHaveLength(22);
    const { opinion, afterMs } = await answer;
    expect([outcomesOf(opinion), afterMs]).toEqual([["skywork: ok"], 20]);
    expect(model.calls[20]?.signal.aborted).toBe(true);
  });

  it("is not made where the first has failed by then, nor without budget", async () => {
    const failing = await warmedUp(failWith("bad_answer"));
    expect(outcomesOf(await answering(failing.ask(ONE, 500)))[0]).toBe("skywork: bad_answer");
    const spent = await warmedUp(hang, 0);
    const answer = spent.ask(ONE, 500);
    await spent.pass(495);
    expect(outcomesOf(await answering(answer))[0]).toBe("skywork: timeout");
    expect(spent.model.calls).toHaveLength(21);
  });

  it("is not made where it would have to wait for a place", async () => {
    const { ask, pass, chain } = await warmedUp(hang, 0.1, { concurrency: 1 });
    const answer = ask(ONE, 500);
    await pass(495);
    expect(outcomesOf(await answering(answer))[0]).toBe("skywork: timeout");
    // The only place is free again.
    expect(outcomesOf(await answering(ask(ONE, 500)))[0]).toBe("skywork: ok");
    expect(chain.health()[0]?.calls).toBe(22);
  });

  it("is not made of a probe: what the probe says is what counts", async () => {
    const world: { time?: Awaited<ReturnType<typeof warmedUp>>["time"] } = {};
    const failures = Array.from({ length: 20 }, () => failWith("unparseable"));
    const late: ScriptedCall = (questions, signal) =>
      new Promise((_resolve, reject) => {
        world.time?.timer.set(100, () => void failWith("bad_answer")(questions, signal).catch(reject));
      });
    const { ask, pass, time } = await warmedUp([...failures, late], 0.1, { breaker: { ...BREAKER, callsMin: 40 } });
    world.time = time;
    for (let asked = 0; asked < 20; asked += 1) {
      await ask(ONE, 500);
    }
    expect(outcomesOf(await answering(ask(ONE, 500)))[0]).toBe("skywork: breaker_open");
    await pass(15_000);
    const probe = ask(ONE, 500);
    await pass(100);
    expect(outcomesOf(await answering(probe))[0]).toBe("skywork: bad_answer");
  });

  it("is not made for a judge", async () => {
    const { ask, pass } = await createFallbackWorld([[createScriptedModel({ kind: "judge", score: hang }), { isHedged: true }]]);
    const answer = ask(ONE, 500);
    await pass(495);
    expect(outcomesOf(await answering(answer))[0]).toBe("skywork: timeout");
  });
});

describe("time that is too short", () => {
  it("is seen from how long calls take: a source that would be late is not started", async () => {
    const world: { add?: (ms: number, run: () => void) => void } = {};
    const slow: ScriptedCall = (questions, signal) =>
      new Promise((resolve) => world.add?.(200, () => void scoreByLength(questions, signal).then(resolve)));
    const model = createScriptedModel({ score: slow });
    const { ask, pass, time } = await createFallbackWorld([[model]]);
    world.add = (ms, run) => time.timer.set(ms, run);
    for (let asked = 0; asked < 5; asked += 1) {
      const answer = ask(ONE, 500);
      await pass(200);
      expect(outcomesOf(await answering(answer))[0]).toBe("skywork: ok");
    }
    const { opinion, afterMs } = await ask(ONE, 150);
    expect([outcomesOf(opinion)[0], afterMs]).toEqual(["skywork: no_time", 0]);
    // A minute later nothing is known of how long it takes now, and it is tried again.
    await pass(60_000);
    const answer = ask(ONE, 150);
    await pass(145);
    expect(outcomesOf(await answering(answer))[0]).toBe("skywork: timeout");
  });
});

function failsAfter(time: () => { timer: { set(ms: number, run: () => void): () => void } }, ms: number): ScriptedCall {
  return (questions, signal) =>
    new Promise((_resolve, reject) => {
      time().timer.set(ms, () => void failWith("unreachable")(questions, signal).catch(reject));
    });
}
