import { z } from "@hono/zod-openapi";
import type { Evaluation } from "../../services/scoring/evaluation.ts";
import { NormalizedSchema, toWireNormalized } from "./normalization.ts";
import {
  FailureSchema,
  RewardField,
  ScoreBreakdownSchema,
  ScoresSchema,
  toWireBreakdown,
  toWireFailure,
  toWireVersions,
  VersionsSchema,
} from "./score-fields.ts";

/** The answer members that a single evaluation and a settled batch result share. */
export const evaluationFields = {
  evaluation_id: z.string(),
  reward: RewardField,
  raw: RewardField.openapi({
    description: "Weighted mean of the dimensions, before gates and penalties; null without a reward.",
  }),
  scores: ScoresSchema,
  score_breakdown: ScoreBreakdownSchema.optional(),
  grounding: z.enum(["engine", "given"]).nullable().openapi({
    description:
      "`engine`: the other speaker's lines are the persona's. `given`: they are somebody else's, and discovery is judged on them as they stand.",
  }),
  source: z.string().nullable().openapi({ description: "Who answered; null where nobody could.", example: "rubric" }),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .openapi({ description: "How sure the answer is; null: this source states none." }),
  normalized: NormalizedSchema.optional(),
  unscored_reason: z.string().optional().openapi({ description: "Why `reward` is null." }),
  failure: FailureSchema.optional(),
  versions: VersionsSchema,
  scoring_version: z.string(),
  metadata: z.object({ scenario_name: z.string(), evaluation_time_ms: z.number() }),
};

const EvaluationMembers = z.object(evaluationFields);

/** What an answer holds besides the evaluation itself. */
export interface EvaluationViewOptions {
  readonly showBreakdown: boolean;
  /** Of the scenario's collection: an answer without scores has the same keys as one with them. */
  readonly dimensionKeys: readonly string[];
}

export function toWireEvaluation(evaluation: Evaluation, options: EvaluationViewOptions): z.infer<typeof EvaluationMembers> {
  return {
    evaluation_id: evaluation.evaluationId,
    ...(evaluation.status === "unscored" ? withoutReward(evaluation, options) : withReward(evaluation, options)),
    versions: toWireVersions(evaluation.versions),
    scoring_version: evaluation.scoringVersion,
    metadata: { scenario_name: evaluation.scenarioTitle, evaluation_time_ms: evaluation.evaluationTimeMs },
  };
}

function withReward(evaluation: Exclude<Evaluation, { status: "unscored" }>, { showBreakdown }: EvaluationViewOptions) {
  const { reward, raw, scores, scoreBreakdown, grounding, source, confidence, normalized } = evaluation;
  return {
    reward,
    raw,
    scores: { ...scores },
    ...(showBreakdown ? { score_breakdown: toWireBreakdown(scoreBreakdown) } : {}),
    grounding,
    source,
    confidence,
    ...(normalized === null ? {} : { normalized: toWireNormalized(normalized) }),
  };
}

function withoutReward({ failure }: Extract<Evaluation, { status: "unscored" }>, { dimensionKeys }: EvaluationViewOptions) {
  return {
    reward: null,
    raw: null,
    scores: Object.fromEntries(dimensionKeys.map((key) => [key, null])),
    grounding: null,
    source: null,
    confidence: null,
    unscored_reason: failure.detail,
    failure: toWireFailure(failure),
  };
}
