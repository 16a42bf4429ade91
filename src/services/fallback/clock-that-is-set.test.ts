import { describe, expect, it } from "vitest";
import { askAbout, createFallbackWorld, type FallbackWorld } from "../../../test/doubles/create-fallback-world.ts";
import { createScriptedModel, failWith, type ScriptedCall, scoreByLength } from "../../../test/doubles/scripted-model.ts";

const HOUR_MS = 3_600_000;
const ONE = askAbout([["Rayleigh scattering.", 0.7]]);
const BREAKER = { ratio: 0.5, callsMin: 4, windowMs: 30_000, openMs: 15_000 };

/** Asks, and tells what came of the first attempt. */
async function attemptOf({ ask, pass }: FallbackWorld, takesMs = 0) {
  const answer = ask(ONE, 2000);
  await pass(takesMs);
  const [first] = (await answer).opinion.attempts;
  return first;
}

describe.each([
  ["forward", HOUR_MS],
  ["back", -HOUR_MS],
])("a clock that is set %s by an hour", (_way, byMs) => {
  it("neither lets calls through a breaker that is open nor keeps it open", async () => {
    const model = createScriptedModel({ score: failWith("bad_answer") });
    const world = await createFallbackWorld([[model, { breaker: BREAKER }]]);
    for (let asked = 0; asked < BREAKER.callsMin; asked += 1) {
      await attemptOf(world);
    }
    world.time.setClock(byMs);
    expect(await attemptOf(world)).toMatchObject({ outcome: "breaker_open" });
    world.time.advance(BREAKER.openMs);
    expect(world.chain.health()[0]?.breaker).toBe("half_open");
    expect(await attemptOf(world)).toMatchObject({ outcome: "bad_answer" });
  });

  it("does not forget failures that are within a breaker's window", async () => {
    const model = createScriptedModel({ score: failWith("bad_answer") });
    const world = await createFallbackWorld([[model, { breaker: BREAKER }]]);
    for (let asked = 0; asked < BREAKER.callsMin; asked += 1) {
      await attemptOf(world);
      world.time.setClock(byMs);
    }
    expect(world.chain.health()[0]?.breaker).toBe("open");
  });

  it("neither ends the pause of a source that is overloaded nor draws it out", async () => {
    const calls: ScriptedCall[] = [failWith("overloaded", 10_000), scoreByLength];
    const model = createScriptedModel({ score: (questions, signal) => (calls.shift() ?? scoreByLength)(questions, signal) });
    const world = await createFallbackWorld([[model]]);
    await attemptOf(world);
    world.time.setClock(byMs);
    expect(await attemptOf(world)).toMatchObject({ outcome: "overloaded" });
    world.time.advance(10_000);
    expect(await attemptOf(world)).toMatchObject({ outcome: "ok" });
  });

  it("is no part of how long calls take, of one that is under way neither", async () => {
    const takesMs = 100;
    let answer: () => void = () => undefined;
    const score: ScriptedCall = (questions, signal) =>
      new Promise((resolve) => {
        answer = () => void scoreByLength(questions, signal).then(resolve);
      });
    const world = await createFallbackWorld([[createScriptedModel({ score })]]);
    const takes = [];
    for (let asked = 0; asked < 5; asked += 1) {
      const attempt = attemptOf(world, takesMs + 1);
      world.time.timer.set(takesMs, () => answer());
      world.time.setClock(byMs);
      takes.push(await attempt);
    }
    expect(takes).toMatchObject(takes.map(() => ({ outcome: "ok", durationMs: takesMs })));
    expect(world.chain.health()[0]).toMatchObject({ p50Ms: takesMs, p95Ms: takesMs });
  });
});
