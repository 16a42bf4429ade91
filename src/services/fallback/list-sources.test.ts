import { describe, expect, it } from "vitest";
import { LEARNED_MODEL } from "../../domain/learned/learned-model.ts";
import { CalibrationBook } from "../calibration/calibration-book.ts";
import type { PublishedCalibration } from "../calibration/published-calibration.ts";
import { type KnownSources, listSources } from "./list-sources.ts";
import type { SourceHealth } from "./source-health.ts";

const HEALTH: SourceHealth = {
  id: "skywork",
  kind: "reward_model",
  revision: "5f2c91",
  state: "ready",
  calls: 40,
  failures: { timeout: 3, overloaded: 1 },
  p50Ms: 30,
  p95Ms: 90,
  breaker: "closed",
  selfTestFault: null,
  partFault: null,
  lastFailure: { reason: "timeout", said: null, at: 1 },
};

const DISTRUSTED: PublishedCalibration = {
  sourceId: "skywork",
  sourceKind: "reward_model",
  sourceRevision: "5f2c91",
  collectionSlug: null,
  scenarioSlug: null,
  calibration: {
    kappa: 0,
    kappaLow: -0.2,
    kappaHigh: 0.1,
    centre: 0,
    typicalDifference: 1,
    isDistrusted: true,
    votes: 300,
    weight: 280,
    logLossRaw: 0.9,
    logLoss: 0.7,
    agreement: null,
    length: { coefficient: 0, low: 0, high: 0 },
  },
  worthVotes: 0,
  revision: "2-abc",
  publishedAt: 1,
  lastVoteAt: 1,
};

function listed(health: Partial<SourceHealth>, published: readonly PublishedCalibration[] = []) {
  const calibrations = new CalibrationBook();
  calibrations.replace("default", published);
  const known: KnownSources = {
    models: [{ adapter: "vllm_classify", health: { ...HEALTH, ...health } }],
    calibrations,
    learned: null,
  };
  const [model] = listSources(known, "default");
  return model;
}

describe("the sources of the fallback as they are shown", () => {
  it("are models, the learned one and the rubric, each with its own calibrations", () => {
    const calibrations = new CalibrationBook();
    calibrations.replace("default", [{ ...DISTRUSTED, sourceId: "rubric", sourceKind: "rubric" }]);
    const learned = { isActive: () => false, describe: () => null };
    const all = listSources({ models: [{ adapter: "vllm_classify", health: HEALTH }], calibrations, learned }, "default");
    expect(all.map(({ id, adapter, state, calibrations: { length } }) => [id, adapter, state, length])).toEqual([
      ["skywork", "vllm_classify", "ready", 0],
      ["learned", null, "inactive", 0],
      ["rubric", null, "ready", 1],
    ]);
  });

  it("say what is wrong with a model, and how often it failed", () => {
    expect(listed({})).toMatchObject({ state: "ready", fault: null, health: { failures: 4, failuresByReason: { timeout: 3 } } });
    expect(listed({ state: "failing" })).toMatchObject({
      state: "failing",
      fault: "Its calls fail, the last one with: timeout.",
    });
    expect(listed({ state: "failing", selfTestFault: "Both 1.000." })).toMatchObject({ state: "refused", fault: "Both 1.000." });
    expect(listed({ state: "untested", selfTestFault: "No connection." })).toMatchObject({
      state: "failing",
      fault: "No connection.",
    });
    expect(listed({ state: "untested" })).toMatchObject({ state: "untested", fault: null });
    expect(listed({ partFault: "trio/3: Answered 404." })).toMatchObject({ state: "ready", fault: "trio/3: Answered 404." });
  });

  it("call distrusted what votes over all scenarios speak against, as the revision that it is now", () => {
    expect(listed({}, [DISTRUSTED])).toMatchObject({ state: "distrusted", calibrations: [{ state: "distrusted", kappa: 0 }] });
    expect(listed({}, [{ ...DISTRUSTED, sourceRevision: "older" }])?.state).toBe("ready");
    expect(listed({}, [{ ...DISTRUSTED, sourceRevision: "older/pair" }])?.state).toBe("ready");
    expect(listed({}, [{ ...DISTRUSTED, collectionSlug: "writing", scenarioSlug: "letter" }])?.state).toBe("ready");
  });

  it("call distrusted the learned model that votes speak against while it is active, and say what to do", () => {
    const calibrations = new CalibrationBook();
    calibrations.replace("default", [
      { ...DISTRUSTED, sourceId: "learned", sourceKind: "learned", sourceRevision: LEARNED_MODEL },
    ]);
    const list = (isActive: boolean) =>
      listSources({ models: [], calibrations, learned: { isActive: () => isActive, describe: () => null } }, "default")[0];
    expect(list(true)).toMatchObject({ state: "distrusted", fault: expect.stringContaining("model rollback") });
    expect(list(false)).toMatchObject({ state: "inactive", fault: null });
  });

  it("call distrusted a judge whose verdicts on pairs alone votes speak against, and say that it is those", () => {
    const ofPairs = { ...DISTRUSTED, sourceRevision: `${HEALTH.revision}/pair` };
    expect(listed({ kind: "judge" }, [ofPairs])).toMatchObject({
      state: "distrusted",
      fault: expect.stringContaining("verdicts on pairs"),
    });
    expect(listed({ kind: "judge" }, [ofPairs, DISTRUSTED])?.fault).toContain("its scores");
  });
});
