import { z } from "@hono/zod-openapi";
import { QUALITY_KINDS, type QualityKind, type RewardConfig } from "../../domain/scoring/reward-config.ts";
import { orNull } from "./or-null.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

const weight = z.number().min(0).optional();

const QualityWeightsSchema = z
  .strictObject(
    Object.fromEntries(QUALITY_KINDS.map((kind) => [kind, weight])) as Record<QualityKind, typeof weight>,
    refuseUnknown(QUALITY_KINDS),
  )
  .refine(
    (weights) => Object.values(weights).some((value) => value !== undefined && value > 0),
    "at least one weight must be above 0",
  );

const members = {
  quality_weights: QualityWeightsSchema.nullish().openapi({
    description: "Weight by kind of quality. A kind left out counts 0.",
  }),
  skip_safety_gate: z
    .boolean()
    .nullish()
    .openapi({ description: "True leaves all gates out, the minefields' and the rubric's." }),
};

/** A caller's changes to the default scoring. */
const RewardConfigSchema = z
  .strictObject(members, refuseUnknown(Object.keys(members)))
  .openapi("RewardConfig", { example: { quality_weights: { discovery: 1 }, skip_safety_gate: false } });

/** The member of a request. */
export const RewardConfigField = orNull(RewardConfigSchema).optional();

/** Null where the caller gave none: then the scenario's own scoring holds. */
export function toRewardConfig(config: z.infer<typeof RewardConfigSchema> | null | undefined): RewardConfig | null {
  if (config === null || config === undefined) {
    return null;
  }
  return { qualityWeights: toWeights(config.quality_weights), skipSafetyGate: config.skip_safety_gate ?? false };
}

function toWeights(weights: z.infer<typeof QualityWeightsSchema> | null | undefined): RewardConfig["qualityWeights"] {
  if (weights === null || weights === undefined) {
    return null;
  }
  const given = QUALITY_KINDS.flatMap((kind) => (weights[kind] === undefined ? [] : [[kind, weights[kind]] as const]));
  return Object.fromEntries(given);
}
