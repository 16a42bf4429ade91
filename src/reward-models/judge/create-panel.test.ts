import { describe, expect, it } from "vitest";
import { countingRandom, judgeOptions, postTo, question, untilDone } from "../../../test/doubles/judge-world.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { type ChatPlan, chatShape } from "../../../test/doubles/upstreams/chat-upstream.ts";
import { ModelCallError } from "../../ports/reward-model.ts";
import { createPanel } from "./create-panel.ts";
import type { PostJson } from "./judge-world.ts";

const settle = () => new Promise((resolve) => setImmediate(resolve));
const believing = (share: number): ChatPlan => ({
  believes: (statement) => (statement.startsWith("Names") ? share : 0),
  prefersA: () => share,
});
const down: PostJson = async () => {
  throw new ModelCallError("unreachable", "Nobody there.");
};
/** Never answers. Notes whether it was told to stop. */
function hanging() {
  const state = { isStopped: false };
  const post: PostJson = (_path, _body, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => {
        state.isStopped = true;
        reject(new ModelCallError("timeout", "Stopped."));
      });
    });
  return { post, state };
}

function panelOf(answersMin: number, ...members: readonly (ChatPlan | PostJson)[]) {
  const time = createManualTime();
  const posts = members.map((member) => (typeof member === "function" ? member : postTo(chatShape(member))));
  let connected = -1;
  const connect = () => {
    connected += 1;
    return { post: posts[connected] ?? down, close: () => undefined };
  };
  const options = {
    id: "panel",
    answersMin,
    members: members.map((_, index) => judgeOptions({ id: `m${index}`, model: `m${index}` })),
  };
  const { clock, stopwatch, timer } = time;
  return { panel: createPanel(options, { clock, stopwatch, timer, random: countingRandom(), connect }), time };
}

describe("a panel", () => {
  it("gives the mean of its members", async () => {
    const { panel } = panelOf(2, believing(1), believing(0.5), believing(0));
    const [result] = await panel.score([question("Paris.")], untilDone());
    expect(result).toMatchObject({
      raw: expect.closeTo(0.375, 9),
      scores: { D1_Right: expect.closeTo(0.5, 9), D2_Form: 0 },
      flags: [],
    });
    const pair = await panel.compare(question("Paris."), question("Lyon."), untilDone());
    expect(pair).toMatchObject({ probabilityFirst: expect.closeTo(0.5, 9) });
  });

  it("does without those that fail as long as enough answer", async () => {
    const { panel } = panelOf(1, down, believing(0.5));
    const [result] = await panel.score([question("Paris.")], untilDone());
    expect(result).toMatchObject({ raw: expect.closeTo(0.375, 9) });
  });

  it("fails as the first of them where too few answer", async () => {
    const { panel } = panelOf(2, down, believing(0.5));
    await expect(panel.score([question("Paris.")], untilDone())).rejects.toMatchObject({ reason: "unreachable" });
    await expect(panel.compare(question("Paris."), question("Lyon."), untilDone())).rejects.toMatchObject({
      reason: "unreachable",
    });
  });

  it("does not wait without end for one that hangs, and stops it", async () => {
    const { post, state } = hanging();
    const { panel, time } = panelOf(2, believing(1), post, believing(0));
    const scored = panel.score([question("Paris.")], untilDone());
    for (let turn = 0; turn < 20; turn += 1) {
      await settle();
    }
    expect(state.isStopped).toBe(false);
    time.advance(50);
    await expect(scored).resolves.toMatchObject([{ raw: expect.closeTo(0.375, 9) }]);
    expect(state.isStopped).toBe(true);
  });

  it("does not wait longer for one that hangs where the clock is set forward meanwhile", async () => {
    const { panel, time } = panelOf(2, believing(1), hanging().post, believing(0));
    const scored = panel.score([question("Paris.")], untilDone());
    time.setClock(3_600_000);
    for (let turn = 0; turn < 20; turn += 1) {
      await settle();
    }
    time.advance(50);
    await expect(scored).resolves.toMatchObject([{ raw: expect.closeTo(0.375, 9) }]);
  });

  it("stops all of them when it is stopped", async () => {
    const [one, other] = [hanging(), hanging()];
    const { panel } = panelOf(1, one.post, other.post);
    const stopper = new AbortController();
    const scored = panel.score([question("Paris.")], stopper.signal);
    await settle();
    stopper.abort();
    await expect(scored).rejects.toMatchObject({ reason: "timeout" });
    expect([one.state.isStopped, other.state.isStopped]).toEqual([true, true]);
  });

  it("leaves out a member that failed its self-test, and passes as long as enough did", async () => {
    const knows: ChatPlan = {
      believes: (statement, answers) => (/42|is Paris|vinegar/.test(answers) || statement.startsWith("Names") ? 1 : 0),
    };
    const inverted: ChatPlan = { believes: (...asked) => 1 - (knows.believes?.(...asked) ?? 0) };
    const { panel } = panelOf(1, knows, inverted);
    expect((await panel.selfTest(untilDone())).fault).toBeNull();
    await expect(panel.score([question("Paris.")], untilDone())).resolves.toMatchObject([{ raw: 0.75 }]);
    const both = panelOf(2, knows, inverted).panel;
    expect((await both.selfTest(untilDone())).fault).toMatch(/^m1: .*the wrong way round/);
  });

  it("says which members it does without, tests those alone again, and takes them in once they pass", async () => {
    const knows: ChatPlan = {
      believes: (statement, answers) => (/42|is Paris|vinegar/.test(answers) || statement.startsWith("Names") ? 1 : 0),
    };
    const good = postTo(chatShape(knows));
    let isUp = false;
    let calls = 0;
    const first: PostJson = (...asked) => {
      calls += 1;
      return good(...asked);
    };
    const second: PostJson = (...asked) => (isUp ? good : down)(...asked);
    const { panel } = panelOf(1, first, second);
    expect(await panel.selfTest(untilDone())).toMatchObject({ fault: null, partFault: "m1: Nobody there." });
    const callsOfFirst = calls;
    isUp = true;
    expect(await panel.selfTest(untilDone())).not.toHaveProperty("partFault");
    expect(calls).toBe(callsOfFirst);
  });

  it("is tested though a member hangs, as long as enough pass", async () => {
    const knows: ChatPlan = { believes: (_, answers) => (/42|is Paris|vinegar/.test(answers) ? 1 : 0) };
    const { post, state } = hanging();
    const { panel, time } = panelOf(1, knows, post);
    const tested = panel.selfTest(untilDone());
    for (let turn = 0; turn < 50; turn += 1) {
      await settle();
    }
    time.advance(20_000);
    expect(await tested).toMatchObject({ fault: null, partFault: expect.stringContaining("m1: ") });
    expect(state.isStopped).toBe(true);
  });

  it("cannot be tested where too few can be reached", async () => {
    await expect(panelOf(2, down, believing(1)).panel.selfTest(untilDone())).rejects.toMatchObject({ reason: "unreachable" });
  });

  it.each([0, 3, 1.5])("cannot wait for %d of two", (answersMin) => {
    expect(() => panelOf(answersMin, {}, {})).toThrow(/answers_min is .*; a panel of 2 needs 1 to 2/);
  });
});
