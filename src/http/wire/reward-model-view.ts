import { z } from "@hono/zod-openapi";
import type { HoldoutMetrics } from "../../domain/learned/holdout-tally.ts";
import { MODEL_FAILURES } from "../../ports/reward-model.ts";
import {
  LISTED_STATES,
  type ListedCalibration,
  type ListedHealth,
  type ListedModel,
} from "../../services/fallback/reward-model-directory.ts";
import { orNull } from "./or-null.ts";

const CalibrationMembers = z
  .object({
    revision: z.string().openapi({ description: "What `versions.calibration` of answers says." }),
    source_revision: z.string(),
    collection_slug: z.string().nullable().openapi({ description: "Null, as the next: over all scenarios." }),
    scenario_slug: z.string().nullable(),
    kappa: z
      .number()
      .openapi({ description: "Log-odds a unit of the source's raw score: P(a over b) = σ(kappa · (raw of a − raw of b))." }),
    kappa_low: z.number(),
    kappa_high: z.number().openapi({ description: "With `kappa_low` the 90 % interval of kappa." }),
    worth_votes: z.number().openapi({ description: "How many votes its word on a pair is worth." }),
    votes: z.number().int(),
    log_loss_raw: z.number().nullable().openapi({ description: "Mean log-loss of the votes on its scale before calibration." }),
    log_loss: z.number().nullable().openapi({ description: "The same after it. A coin has 0.693." }),
    agreement: z.number().nullable().openapi({ description: "Share of decisive votes that agree with it." }),
    agreement_low: z.number().nullable().openapi({ description: "Lower end of its 90 % interval." }),
    state: z.enum(["calibrated", "distrusted"]).openapi({
      description: "`distrusted`: its scores do not follow people's votes; it has no weight here.",
    }),
  })
  .openapi("SourceCalibration");

const FailureMembers = z
  .object({
    reason: z.enum(MODEL_FAILURES),
    said: z.string().nullable().openapi({
      description:
        "How its server gave reasons for refusing, without keys and what it was asked; for keys with the scope `admin` alone. Null: it gave none.",
    }),
    at: z.iso.datetime(),
  })
  .openapi("SourceFailure");

const HealthMembers = z
  .object({
    calls: z.number().int().openapi({ description: "Since the start." }),
    failures: z.number().int(),
    failures_by_reason: z.record(z.string(), z.number().int()),
    p50_ms: z.number().nullable().openapi({ description: "Of the calls of late; null: none was answered." }),
    p95_ms: z.number().nullable(),
    breaker: z.enum(["closed", "half_open", "open"]).openapi({ description: "Open: it is not asked for a while." }),
    last_failure: orNull(FailureMembers, "The last call that failed, of its self-test too; null: none has."),
  })
  .openapi("SourceHealth");

const holdoutFields = {
  votes: z.number().int(),
  prompts: z.number().int(),
  accuracy: z.number().nullable().openapi({ description: "Share of decisive votes that went as predicted." }),
  log_loss: z.number().nullable().openapi({ description: "Nats a vote. A coin has 0.693." }),
  calibration_error: z
    .number()
    .nullable()
    .openapi({ description: "Mean distance between what it was sure of and what came true." }),
  length_coefficient: z
    .number()
    .nullable()
    .openapi({ description: "Log-odds that it gives an answer for being e times as long." }),
  length_accuracy: z.number().nullable().openapi({ description: "What a model that knows nothing but length got right." }),
  length_log_loss: z.number().nullable(),
};

const HoldoutMembers = z
  .object({
    ...holdoutFields,
    scenarios: z.array(
      z.object({
        collection_slug: z.string(),
        scenario_slug: z.string(),
        state: z.enum(["active", "inactive", "demoted"]),
        ...holdoutFields,
      }),
    ),
  })
  .openapi("SourceHoldout");

const RewardModelMembers = z
  .object({
    id: z.string().openapi({ description: "Its name in the configuration; `learned` and `rubric` are parts of the program." }),
    kind: z.enum(["reward_model", "judge", "learned", "rubric"]),
    adapter: z
      .string()
      .nullable()
      .openapi({ description: "Its interface; null: it is a part of the program.", example: "vllm_classify" }),
    revision: z.string().nullable().openapi({ description: "What `source.revision` of answers says; null: there is none yet." }),
    state: z.enum(LISTED_STATES),
    fault: z.string().nullable().openapi({ description: "Why it is refused, failing or distrusted, and what to do." }),
    health: orNull(HealthMembers, "Its calls; null: it is a part of the program."),
    calibrations: z.array(CalibrationMembers).openapi({ description: "What votes have taught of it, by scenario." }),
    holdout: orNull(HoldoutMembers, "How good it was on votes that it had not learned from."),
  })
  .openapi("RewardModel");

/** The answer's member that lists them. */
export const RewardModelsField = z.array(RewardModelMembers).openapi({ description: "In the order in which they are asked." });

/** A source in the wire form. @param seesWords whether what its server said is for this caller. */
export function toWireRewardModel(model: ListedModel, seesWords: boolean): z.infer<typeof RewardModelMembers> {
  const { id, kind, adapter, revision, state, fault, health, holdout } = model;
  return {
    id,
    kind,
    adapter,
    revision,
    state,
    fault,
    health: health && {
      calls: health.calls,
      failures: health.failures,
      failures_by_reason: { ...health.failuresByReason },
      p50_ms: health.p50Ms,
      p95_ms: health.p95Ms,
      breaker: health.breaker,
      last_failure: toWireFailure(health.lastFailure, seesWords),
    },
    calibrations: model.calibrations.map(toWireCalibration),
    holdout: holdout && {
      ...toWireHoldout(holdout, holdout.prompts),
      scenarios: holdout.scenarios.map((scenario) => ({
        collection_slug: scenario.collectionSlug,
        scenario_slug: scenario.scenarioSlug,
        state: scenario.state,
        ...toWireHoldout(scenario, scenario.prompts),
      })),
    },
  };
}

function toWireFailure(failure: ListedHealth["lastFailure"], seesWords: boolean) {
  return (
    failure && {
      reason: failure.reason,
      said: seesWords ? failure.said : null,
      at: new Date(failure.at).toISOString(),
    }
  );
}

function toWireHoldout(metrics: HoldoutMetrics, prompts: number) {
  return {
    votes: metrics.votes,
    prompts,
    accuracy: metrics.accuracy,
    log_loss: metrics.logLoss,
    calibration_error: metrics.calibrationError,
    length_coefficient: metrics.lengthCoefficient,
    length_accuracy: metrics.lengthAccuracy,
    length_log_loss: metrics.lengthLogLoss,
  };
}

function toWireCalibration(calibration: ListedCalibration): z.infer<typeof CalibrationMembers> {
  return {
    revision: calibration.revision,
    source_revision: calibration.sourceRevision,
    collection_slug: calibration.collectionSlug,
    scenario_slug: calibration.scenarioSlug,
    kappa: calibration.kappa,
    kappa_low: calibration.kappaLow,
    kappa_high: calibration.kappaHigh,
    worth_votes: calibration.worthVotes,
    votes: calibration.votes,
    log_loss_raw: calibration.logLossRaw,
    log_loss: calibration.logLoss,
    agreement: calibration.agreement,
    agreement_low: calibration.agreementLow,
    state: calibration.state,
  };
}
