import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ListedModel } from "../../src/services/fallback/reward-model-directory.ts";
import { LISTED_RUBRIC } from "../../src/services/fallback/rubric-alone.ts";
import { EMBEDDED_REVISION } from "../../src/services/scoring/scoring-versions.ts";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";

const SKYWORK: ListedModel = {
  id: "skywork",
  kind: "reward_model",
  adapter: "vllm_classify",
  revision: "5f2c91",
  state: "failing",
  fault: "12 of the last 14 calls failed: timeout",
  health: {
    calls: 40,
    failures: 12,
    failuresByReason: { timeout: 12 },
    p50Ms: 31,
    p95Ms: 240.5,
    breaker: "open",
    lastFailure: { reason: "refused", said: "No such model.", at: 1 },
  },
  calibrations: [
    {
      revision: "3-0a1b2c3d",
      sourceRevision: "5f2c91",
      collectionSlug: "tea-shop",
      scenarioSlug: "mild-tea",
      kappa: 0.4,
      kappaLow: 0.1,
      kappaHigh: 0.7,
      worthVotes: 2.3,
      votes: 120,
      logLossRaw: 0.9,
      logLoss: 0.61,
      agreement: 0.7,
      agreementLow: 0.62,
      state: "calibrated",
    },
  ],
  holdout: null,
};

const METRICS = {
  votes: 260,
  prompts: 61,
  accuracy: 0.64,
  logLoss: 0.63,
  lengthAccuracy: 0.55,
  lengthLogLoss: 0.68,
  constantLogLoss: Math.LN2,
  calibrationError: 0.04,
  lengthCoefficient: 0.3,
};
const WIRE_METRICS = {
  votes: 260,
  prompts: 61,
  accuracy: 0.64,
  log_loss: 0.63,
  calibration_error: 0.04,
  length_coefficient: 0.3,
  length_accuracy: 0.55,
  length_log_loss: 0.68,
};
const LEARNED: ListedModel = {
  ...LISTED_RUBRIC,
  id: "learned",
  kind: "learned",
  revision: "bt-hash-v2.4",
  state: "active",
  holdout: {
    ...METRICS,
    scenarios: [{ collectionSlug: "tea-shop", scenarioSlug: "mild-tea", state: "active", ...METRICS }],
  },
};

describe("GET /api/v1/reward-models", () => {
  let world: TestWorld;
  beforeAll(async () => {
    const list = async (tenantId: string) => (tenantId === "default" ? [SKYWORK, LEARNED, LISTED_RUBRIC] : [LISTED_RUBRIC]);
    world = await createTestWorld({ ports: { rewardModels: { sourceIds: [], list } } });
  });
  afterAll(() => world.close());

  it("shows every source of the fallback, what votes have taught of it, and how its calls go", async () => {
    const response = await world.get("/api/v1/reward-models");
    expect(await response.json()).toEqual({
      request_id: response.headers.get("x-request-id"),
      reward_models: [
        {
          id: "skywork",
          kind: "reward_model",
          adapter: "vllm_classify",
          revision: "5f2c91",
          state: "failing",
          fault: "12 of the last 14 calls failed: timeout",
          health: {
            calls: 40,
            failures: 12,
            failures_by_reason: { timeout: 12 },
            p50_ms: 31,
            p95_ms: 240.5,
            breaker: "open",
            last_failure: { reason: "refused", said: null, at: "1970-01-01T00:00:00.001Z" },
          },
          calibrations: [
            {
              revision: "3-0a1b2c3d",
              source_revision: "5f2c91",
              collection_slug: "tea-shop",
              scenario_slug: "mild-tea",
              kappa: 0.4,
              kappa_low: 0.1,
              kappa_high: 0.7,
              worth_votes: 2.3,
              votes: 120,
              log_loss_raw: 0.9,
              log_loss: 0.61,
              agreement: 0.7,
              agreement_low: 0.62,
              state: "calibrated",
            },
          ],
          holdout: null,
        },
        {
          id: "learned",
          kind: "learned",
          adapter: null,
          revision: "bt-hash-v2.4",
          state: "active",
          fault: null,
          health: null,
          calibrations: [],
          holdout: {
            ...WIRE_METRICS,
            scenarios: [{ collection_slug: "tea-shop", scenario_slug: "mild-tea", state: "active", ...WIRE_METRICS }],
          },
        },
        {
          id: "rubric",
          kind: "rubric",
          adapter: null,
          revision: EMBEDDED_REVISION,
          state: "ready",
          fault: null,
          health: null,
          calibrations: [],
          holdout: null,
        },
      ],
    });
  });

  it("answers any key, each with what its own tenant's votes have taught, and nobody else", async () => {
    for (const key of [world.keys.trainer, world.keys.annotator, world.keys.admin]) {
      expect((await world.get("/api/v1/reward-models", withKey(key))).status).toBe(200);
    }
    const other = await (await world.get("/api/v1/reward-models", withKey(world.keys.otherTenant))).json();
    expect(other).toMatchObject({ reward_models: [{ id: "rubric" }] });
    expect((await world.app.request("/api/v1/reward-models")).status).toBe(401);
  });

  it("shows what a model's server said to keys of the scope admin alone", async () => {
    const saidTo = async (key: string) => {
      const body = await (await world.get("/api/v1/reward-models", withKey(key))).json();
      return (body as unknown as { reward_models: { health: { last_failure: { said: unknown } } }[] }).reward_models[0]?.health
        .last_failure.said;
    };
    expect(await saidTo(world.keys.admin)).toBe("No such model.");
    expect(await saidTo(world.keys.trainer)).toBeNull();
    expect(await saidTo(world.keys.annotator)).toBeNull();
  });

  it("shows the rubric alone where nothing is configured", async () => {
    const bare = await createTestWorld();
    expect(await (await bare.get("/api/v1/reward-models")).json()).toMatchObject({
      reward_models: [{ id: "rubric", state: "ready" }],
    });
    await bare.close();
  });
});
