import { z } from "@hono/zod-openapi";
import type { Evaluation } from "../../services/scoring/evaluate-transcript.ts";
import { createMessagesSchema, type MessageLimits } from "./message.ts";
import { CollectionSlug, ScenarioSlug } from "./names.ts";
import { RewardConfigSchema } from "./reward-config.ts";
import {
  RewardField,
  ScoreBreakdownSchema,
  ScoresSchema,
  toWireBreakdown,
  toWireVersions,
  VersionsSchema,
} from "./score-fields.ts";
import { HumanSchema, LatencyBudgetField, notYetSupported } from "./waiting-options.ts";

/** The request members that a single evaluation and a batch item share. */
export function createEvaluateFields(limits: MessageLimits) {
  return {
    collection_slug: CollectionSlug,
    scenario_slug: ScenarioSlug,
    messages: createMessagesSchema(limits),
    reward_config: RewardConfigSchema.nullish(),
    human: HumanSchema,
    latency_budget_ms: LatencyBudgetField,
    ...notYetSupported,
  };
}

/** The answer members that a single evaluation and a scored batch result share. */
export const evaluationFields = {
  evaluation_id: z.string(),
  reward: RewardField,
  scores: ScoresSchema,
  score_breakdown: ScoreBreakdownSchema.optional(),
  source: z.string().openapi({ description: "Who answered.", example: "rubric" }),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .openapi({ description: "How sure the answer is; null: this source states none." }),
  versions: VersionsSchema,
  scoring_version: z.string(),
  metadata: z.object({ scenario_name: z.string(), evaluation_time_ms: z.number() }),
};

const EvaluationMembers = z.object(evaluationFields);

export function toWireEvaluation(
  evaluation: Evaluation,
  options: { readonly showBreakdown: boolean },
): z.infer<typeof EvaluationMembers> {
  return {
    evaluation_id: evaluation.evaluationId,
    reward: evaluation.reward,
    scores: { ...evaluation.scores },
    ...(options.showBreakdown ? { score_breakdown: toWireBreakdown(evaluation.scoreBreakdown) } : {}),
    source: evaluation.source,
    confidence: evaluation.confidence,
    versions: toWireVersions(evaluation.versions),
    scoring_version: evaluation.scoringVersion,
    metadata: { scenario_name: evaluation.scenarioTitle, evaluation_time_ms: evaluation.evaluationTimeMs },
  };
}
