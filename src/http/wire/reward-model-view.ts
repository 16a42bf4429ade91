import { z } from "@hono/zod-openapi";
import { LISTED_STATES, type ListedCalibration, type ListedModel } from "../../services/fallback/reward-model-directory.ts";

const CalibrationMembers = z
  .object({
    collection_slug: z.string(),
    scenario_slug: z.string(),
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
    state: z
      .string()
      .openapi({ description: "Such as `calibrated`, or `distrusted`: it has no weight here.", example: "calibrated" }),
  })
  .openapi("SourceCalibration");

const HealthMembers = z
  .object({
    calls: z.number().int().openapi({ description: "Since the start." }),
    failures: z.number().int(),
    failures_by_reason: z.record(z.string(), z.number().int()),
    p50_ms: z.number().nullable().openapi({ description: "Of the calls of late; null: none was answered." }),
    p95_ms: z.number().nullable(),
    breaker: z.enum(["closed", "half_open", "open"]).openapi({ description: "Open: it is not asked for a while." }),
  })
  .openapi("SourceHealth");

const HoldoutMembers = z
  .object({
    accuracy: z.number().nullable(),
    log_loss: z.number().nullable(),
    calibration_error: z.number().nullable(),
    length_coefficient: z.number().nullable().openapi({ description: "How much of what it has learned is length." }),
    votes: z.number().int(),
    prompts: z.number().int(),
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
    fault: z.string().nullable().openapi({ description: "Why it is refused or failing, and what to do." }),
    health: HealthMembers.nullable().openapi({ description: "Its calls; null: it is a part of the program." }),
    calibrations: z.array(CalibrationMembers).openapi({ description: "What votes have taught of it, by scenario." }),
    holdout: HoldoutMembers.nullable().openapi({ description: "How good it was on votes that it had not learned from." }),
  })
  .openapi("RewardModel");

/** The answer's member that lists them. */
export const RewardModelsField = z.array(RewardModelMembers).openapi({ description: "In the order in which they are asked." });

/** A source in the wire form. */
export function toWireRewardModel(model: ListedModel): z.infer<typeof RewardModelMembers> {
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
    },
    calibrations: model.calibrations.map(toWireCalibration),
    holdout: holdout && {
      accuracy: holdout.accuracy,
      log_loss: holdout.logLoss,
      calibration_error: holdout.calibrationError,
      length_coefficient: holdout.lengthCoefficient,
      votes: holdout.votes,
      prompts: holdout.prompts,
    },
  };
}

function toWireCalibration(calibration: ListedCalibration): z.infer<typeof CalibrationMembers> {
  return {
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
