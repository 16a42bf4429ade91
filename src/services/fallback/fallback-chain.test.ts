import { describe, expect, it } from "vitest";
import { askAbout, createFallbackWorld, NO_CALIBRATIONS } from "../../../test/doubles/create-fallback-world.ts";
import { createScriptedModel, failWith, hang, scoreByLength, verdict } from "../../../test/doubles/scripted-model.ts";
import type { LearnedOpinions } from "./learned-opinions.ts";
import type { NoOpinion, Opinion } from "./opinions.ts";
import type { Calibrations, SourceScale } from "./source-scale.ts";

const PAIR = askAbout(
  [
    ["A short one.", 0.4],
    ["One that is longer.", 0.6],
  ],
  "pair",
);
const SINGLE = askAbout([["Rayleigh scattering.", 0.7]]);
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** The opinion, or a failed test where there is none. */
function said(opinion: Opinion | NoOpinion): Opinion {
  if (opinion.candidates === null) {
    throw new Error("nobody said anything");
  }
  return opinion;
}

function learnedThat(opinion: ReturnType<LearnedOpinions["judge"]>): LearnedOpinions {
  return { isActive: () => true, judge: () => opinion };
}

function calibrated(scales: Readonly<Record<string, Partial<SourceScale>>>): Calibrations {
  return {
    ...NO_CALIBRATIONS,
    hasAny: () => true,
    find: ({ sourceId, revision }) => {
      const scale = scales[`${sourceId}@${revision}`];
      return scale === undefined ? null : { kappa: 1, centre: 0, worthVotes: 2, revision: "c1", isDistrusted: false, ...scale };
    },
  };
}

describe("who answers", () => {
  it("is the first of the order: a reward model before a judge, whatever the configuration lists first", async () => {
    const judge = createScriptedModel({ id: "judge", kind: "judge", score: async (all) => all.map(() => verdict(0.5)) });
    const { ask } = await createFallbackWorld([[judge], [createScriptedModel()]]);
    const opinion = said((await ask(SINGLE, 500)).opinion);
    expect(opinion.source).toEqual({ kind: "reward_model", id: "skywork", revision: "r1", degraded: false, reason: null });
    expect(opinion.attempts[0]).toEqual({ sourceId: "skywork", outcome: "ok", durationMs: 0 });
  });

  it("is told without models that were not asked since none had to stand in", async () => {
    const judge = createScriptedModel({ id: "judge", kind: "judge" });
    const { ask } = await createFallbackWorld([[createScriptedModel()], [judge, { start: "on_miss" }]]);
    const { attempts } = said((await ask(SINGLE, 500)).opinion);
    expect(attempts).toEqual([{ sourceId: "skywork", outcome: "ok", durationMs: 0 }]);
  });

  it("is whom the configured order names first, and the rubric where nobody of it can", async () => {
    const judge = createScriptedModel({ id: "judge", kind: "judge", score: failWith("refused") });
    const { ask } = await createFallbackWorld([[createScriptedModel()], [judge]], {}, { order: ["judge"] });
    const opinion = said((await ask(SINGLE, 500)).opinion);
    expect(opinion.source).toMatchObject({ kind: "rubric", id: "rubric", degraded: true, reason: "judge: refused" });
    expect(opinion.attempts.map(({ sourceId, outcome }) => [sourceId, outcome])).toEqual([
      ["judge", "refused"],
      ["rubric", "ok"],
    ]);
  });

  it("is one source for all candidates: a model that cannot score one of them answers for none", async () => {
    const partial = createScriptedModel({
      score: async (questions, signal) => {
        const results = await scoreByLength(questions, signal);
        return results.map((result, index) => (index === 1 ? { ...verdict(Number.NaN) } : result));
      },
    });
    const { ask } = await createFallbackWorld([[partial]]);
    const opinion = said((await ask(PAIR, 500)).opinion);
    expect(opinion.source).toMatchObject({ id: "rubric", degraded: true, reason: "skywork: bad_answer" });
    expect(opinion.candidates.map(({ reward }) => reward)).toEqual([0.4, 0.6]);
  });

  it("is the learned model before the rubric, where it is active and does not abstain", async () => {
    const learned = learnedThat({ revision: "l3", raws: [0.2, -0.4], rewards: [0.55, 0.4], confidence: 0.7 });
    const { ask } = await createFallbackWorld([[createScriptedModel({ score: failWith("bad_answer") })]], { learned });
    const opinion = said((await ask(PAIR, 500)).opinion);
    expect(opinion.source).toMatchObject({ kind: "learned", id: "learned", revision: "l3", reason: "skywork: bad_answer" });
    expect(opinion.strengths).toEqual([0.2, -0.4]);
    expect(opinion.candidates.map(({ reward, confidence }) => [reward, confidence])).toEqual([
      [0.55, 0.7],
      [0.4, 0.7],
    ]);
  });

  it("is not called worse for a learned model that has not proved itself", async () => {
    const { ask } = await createFallbackWorld([], { learned: learnedThat({ none: "inactive" }) });
    const opinion = said((await ask(PAIR, 500)).opinion);
    expect(opinion.source).toMatchObject({ id: "rubric", degraded: false });
    expect(opinion.attempts[0]).toEqual({ sourceId: "learned", outcome: "inactive", durationMs: 0 });
  });

  it("is nobody where the rubric has no reward and all else fails", async () => {
    const { ask } = await createFallbackWorld([[createScriptedModel({ score: failWith("unreachable") })]]);
    const { opinion } = await ask(askAbout([["Well.", null]]), 500);
    expect(opinion).toEqual({
      candidates: null,
      attempts: [
        { sourceId: "skywork", outcome: "unreachable", durationMs: 0 },
        { sourceId: "rubric", outcome: "abstained", durationMs: 0 },
      ],
    });
  });

  it("is none of those that are switched off for the request", async () => {
    const { ask } = await createFallbackWorld([[createScriptedModel()]]);
    for (const skipped of [["skywork"], ["*"]]) {
      const opinion = said((await ask(SINGLE, 500, skipped)).opinion);
      expect(opinion.source).toMatchObject({ id: "rubric", degraded: true, reason: "skywork: forced" });
    }
  });

  it("is nobody behind the rubric, where the order names somebody there", async () => {
    const model = createScriptedModel();
    const { ask } = await createFallbackWorld([[model]], {}, { order: ["rubric", "skywork"] });
    expect(said((await ask(SINGLE, 500)).opinion).source).toMatchObject({ id: "rubric", degraded: false });
    expect(model.calls).toHaveLength(0);
  });

  it("is the rubric even where votes speak against it and nobody else can: it says so, and is worth no vote", async () => {
    const calibrations: Calibrations = {
      ...NO_CALIBRATIONS,
      find: () => ({ kappa: 3, centre: 0, worthVotes: 4, revision: "c1", isDistrusted: true }),
    };
    const { ask } = await createFallbackWorld([[createScriptedModel()]], { calibrations });
    const opinion = said((await ask(PAIR, 500)).opinion);
    expect(opinion.source).toMatchObject({ id: "rubric", degraded: true, reason: "skywork: distrusted" });
    expect(opinion.worthVotes).toBe(0);
    expect(opinion.attempts.map(({ outcome }) => outcome)).toEqual(["distrusted", "distrusted"]);
  });

  it("is not the learned model of another tenant", async () => {
    const learned: LearnedOpinions = {
      isActive: (tenantId) => tenantId !== "default",
      judge: () => ({ revision: "l1", raws: [1], rewards: [0.9], confidence: 0.9 }),
    };
    const { ask } = await createFallbackWorld([], { learned });
    expect(said((await ask(SINGLE, 500)).opinion).source.id).toBe("rubric");
  });

  it("is the rubric where the program itself is wrong, which the log is told", async () => {
    const calibrations: Calibrations = {
      ...NO_CALIBRATIONS,
      find: () => {
        throw new TypeError("not a scale");
      },
    };
    const { ask, events } = await createFallbackWorld([[createScriptedModel()]], { calibrations });
    expect(said((await ask(SINGLE, 500)).opinion).source).toMatchObject({ id: "rubric", degraded: true, reason: "internal" });
    expect(events.filter(({ kind }) => kind === "fault")).toMatchObject([{ requestId: "req_1" }]);
  });

  it("is none that votes speak against", async () => {
    const { ask } = await createFallbackWorld([[createScriptedModel()]], {
      calibrations: calibrated({ "skywork@r1": { isDistrusted: true, worthVotes: 0 } }),
    });
    const opinion = said((await ask(SINGLE, 500)).opinion);
    expect(opinion.source).toMatchObject({ id: "rubric", degraded: true, reason: "skywork: distrusted" });
  });
});

describe("the deadline", () => {
  it.each(["immediate", "on_miss", "latest_safe"] as const)("holds where a model hangs that starts %s", async (start) => {
    const { ask, pass } = await createFallbackWorld([[createScriptedModel({ score: hang }), { start, timeoutMs: 10_000 }]]);
    const answer = ask(SINGLE, 300);
    await pass(300);
    const { opinion, afterMs } = await answer;
    expect(afterMs).toBe(295);
    expect(said(opinion).source).toMatchObject({ id: "rubric", degraded: true, reason: "skywork: timeout" });
  });

  it("leaves the next model its time: it is asked as late as its answer can still be in time", async () => {
    const judge = createScriptedModel({ id: "judge", kind: "judge", score: async (all) => all.map(() => verdict(0.5)) });
    const slow = createScriptedModel({ score: hang });
    const { ask, pass } = await createFallbackWorld([
      [slow, { timeoutMs: 10_000 }],
      [judge, { start: "latest_safe", timeoutMs: 100 }],
    ]);
    const answer = ask(SINGLE, 1000);
    // 995 − 1.5 × 100 − 50
    await pass(794);
    expect(judge.calls).toHaveLength(0);
    await pass(1);
    expect(judge.calls).toHaveLength(1);
    await pass(200);
    expect(said((await answer).opinion).source).toMatchObject({ id: "judge", degraded: true, reason: "skywork: timeout" });
    expect(slow.calls[0]?.signal.aborted).toBe(true);
  });

  it("is not waited for where a model runs out of its own time", async () => {
    const { ask, pass } = await createFallbackWorld([[createScriptedModel({ score: hang }), { timeoutMs: 100 }]]);
    const answer = ask(SINGLE, null);
    await pass(100);
    expect((await answer).afterMs).toBe(100);
  });

  it("is five minutes where the caller sets none", async () => {
    const { ask, pass, time } = await createFallbackWorld([[createScriptedModel({ score: hang }), { timeoutMs: 3_600_000 }]]);
    const answer = ask(SINGLE, null);
    await pass(0);
    time.advance(299_995);
    expect((await answer).afterMs).toBe(299_995);
  });

  it("leaves no time for a model whose turn comes when another has failed, where that one hangs", async () => {
    const judge = createScriptedModel({ id: "judge", kind: "judge" });
    const { ask, pass } = await createFallbackWorld([[createScriptedModel({ score: hang })], [judge, { start: "on_miss" }]]);
    const answer = ask(SINGLE, 300);
    await pass(295);
    const { attempts } = (await answer).opinion;
    expect(attempts.map(({ outcome, durationMs }) => [outcome, durationMs])).toEqual([
      ["timeout", 295],
      ["no_time", 0],
      ["ok", 0],
    ]);
    expect(judge.calls).toHaveLength(0);
  });

  it("calls off what was asked beside the one that answered", async () => {
    const judge = createScriptedModel({ id: "judge", kind: "judge", score: hang });
    const { ask } = await createFallbackWorld([[createScriptedModel()], [judge]]);
    const opinion = said((await ask(SINGLE, 500)).opinion);
    expect(opinion.source).toMatchObject({ id: "skywork", degraded: false });
    expect(opinion.attempts.map(({ outcome }) => outcome)).toEqual(["ok", "not_needed"]);
    expect(judge.calls[0]?.signal.aborted).toBe(true);
  });

  it("starts nobody when there is no time left", async () => {
    const model = createScriptedModel();
    const { ask } = await createFallbackWorld([[model]]);
    const opinion = said((await ask(SINGLE, 5)).opinion);
    expect(opinion.source).toMatchObject({ id: "rubric", reason: "skywork: no_time" });
    expect(model.calls).toHaveLength(0);
  });
});

describe("the scale", () => {
  it("of a reward model is as configured until votes teach another", async () => {
    const { ask } = await createFallbackWorld([[createScriptedModel(), { kappa: 2, centre: 1 }]]);
    const opinion = said((await ask(PAIR, 500)).opinion);
    expect(opinion.candidates.map(({ raw }) => raw)).toEqual([1.2, 1.9]);
    expect(opinion.candidates.map(({ reward }) => reward)).toEqual([logistic(2 * 0.2), logistic(2 * 0.9)]);
    expect(opinion.strengths).toEqual([2.4, 3.8]);
    expect(opinion).toMatchObject({ worthVotes: 2, calibration: null });
    expect(opinion.candidates[0]?.confidence).toBeNull();
  });

  it("is what votes taught, with what it is worth and how sure it makes the order", async () => {
    const calibrations = calibrated({ "skywork@r1": { kappa: 0.5, centre: 3, worthVotes: 4.5 } });
    const { ask } = await createFallbackWorld([[createScriptedModel()]], { calibrations });
    const opinion = said((await ask(PAIR, 500)).opinion);
    expect(opinion).toMatchObject({ strengths: [0.6, 0.95], worthVotes: 4.5, calibration: "c1" });
    expect(opinion.candidates[0]?.reward).toBeCloseTo(logistic(0.5 * (1.2 - 3)), 14);
    expect(opinion.candidates[0]?.confidence).toBeCloseTo(logistic(0.35), 12);
  });

  it("of a judge is its share of points", async () => {
    const judge = createScriptedModel({ kind: "judge", score: async (all) => all.map((_, index) => verdict(index / 4)) });
    const { ask } = await createFallbackWorld([[judge, { kappa: 10 }]]);
    const opinion = said((await ask(PAIR, 500)).opinion);
    expect(opinion.candidates.map(({ reward }) => reward)).toEqual([0, 0.25]);
    expect(opinion.strengths).toEqual([0, 2.5]);
  });

  it("of a judge that holds two against each other is the log-odds, whichever comes first, and another revision", async () => {
    const judge = createScriptedModel({
      kind: "judge",
      compare: async (first) => ({
        probabilityFirst: first.messages[1]?.content === "A short one." ? 0.2 : 0.8,
        flags: [[], []],
      }),
    });
    const { ask } = await createFallbackWorld([[judge, { kappa: 10 }]]);
    const turned = { ...PAIR, candidates: [...PAIR.candidates].reverse() };
    const opinion = said((await ask(PAIR, 500)).opinion);
    expect(opinion.source.revision).toBe("r1/pair");
    expect((opinion.strengths[1] ?? 0) - (opinion.strengths[0] ?? 0)).toBeCloseTo(Math.log(4), 12);
    expect((opinion.candidates[1]?.reward ?? 0) - (opinion.candidates[0]?.reward ?? 0)).toBeCloseTo(Math.log(4) / 10, 12);
    expect(said((await ask(turned, 500)).opinion).strengths).toEqual([...opinion.strengths].reverse());
  });

  it("of such a judge comes with what either side was flagged for, whichever comes first", async () => {
    const judge = createScriptedModel({
      kind: "judge",
      compare: async (first) => ({
        probabilityFirst: 0.5,
        flags: first.messages[1]?.content === "A short one." ? [["injection_suspected"], []] : [[], ["injection_suspected"]],
      }),
    });
    const { ask } = await createFallbackWorld([[judge]]);
    const turned = { ...PAIR, candidates: [...PAIR.candidates].reverse() };
    const flagsOf = (opinion: Opinion | NoOpinion) => said(opinion).candidates.map(({ flags }) => flags);
    expect(flagsOf((await ask(PAIR, 500)).opinion)).toEqual([["injection_suspected"], []]);
    expect(flagsOf((await ask(turned, 500)).opinion)).toEqual([[], ["injection_suspected"]]);
  });

  it("of such a judge stays within 0 and 1, as far apart as it says", async () => {
    const judge = createScriptedModel({
      kind: "judge",
      compare: async (first) => ({
        probabilityFirst: first.messages[1]?.content === "A short one." ? 0.2 : 0.8,
        flags: [[], []],
      }),
    });
    const { ask } = await createFallbackWorld([[judge]]);
    const both = { ...PAIR, candidates: PAIR.candidates.map((candidate) => ({ ...candidate, rubricReward: 1 })) };
    const rewards = said((await ask(both, 500)).opinion).candidates.map(({ reward }) => reward);
    expect(rewards[1]).toBe(1);
    expect(rewards[0]).toBeCloseTo(1 - Math.log(4) / 10, 12);
  });

  it("of the rubric is its reward on the link that all rewards have", async () => {
    const { ask } = await createFallbackWorld([]);
    expect((await ask(PAIR, 500)).opinion).toMatchObject({ strengths: [4, 6], worthVotes: 2 });
  });
});

describe("what is heard", () => {
  it("is everybody who answered, whether or not they were used", async () => {
    const learned = learnedThat({ revision: "l3", raws: [0.2, -0.4], rewards: [0.55, 0.4], confidence: 0.7 });
    const { ask } = await createFallbackWorld([[createScriptedModel()]], { learned });
    expect(said((await ask(PAIR, 500)).opinion).heard).toEqual([
      { sourceId: "skywork", kind: "reward_model", revision: "r1", raws: [1.2, 1.9] },
      { sourceId: "learned", kind: "learned", revision: "l3", raws: [0.2, -0.4] },
      { sourceId: "rubric", kind: "rubric", revision: expect.any(String), raws: [0.4, 0.6] },
    ]);
  });
});

describe("where nobody need be asked", () => {
  it("says so: no model, nothing learned", async () => {
    expect((await createFallbackWorld([])).chain.mayDiffer("default")).toBe(false);
    expect((await createFallbackWorld([[createScriptedModel()]])).chain.mayDiffer("default")).toBe(true);
    const learned = learnedThat({ none: "abstained" });
    expect((await createFallbackWorld([], { learned })).chain.mayDiffer("default")).toBe(true);
    expect((await createFallbackWorld([], { calibrations: calibrated({}) })).chain.mayDiffer("default")).toBe(true);
  });
});
