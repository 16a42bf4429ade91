import { z } from "@hono/zod-openapi";
import type { Evaluation, ScoredEvaluation } from "../../services/scoring/evaluation.ts";
import { NormalizedSchema, toWireNormalized } from "./normalization.ts";
import { orNull } from "./or-null.ts";
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
import { AnsweringSourceSchema, AttemptsField, toWireAttempts, toWireSource } from "./source.ts";

/** The answer members that a single evaluation and a settled batch result share. */
export const evaluationFields = {
  evaluation_id: z.string(),
  reward: RewardField,
  raw: RewardField.openapi({
    description:
      "Before gates and penalties: the rubric's weighted mean of the dimensions, or what another source gives in its place; null without a reward.",
  }),
  scores: ScoresSchema,
  score_breakdown: ScoreBreakdownSchema.optional(),
  grounding: z.enum(["engine", "given"]).nullable().openapi({
    description:
      "`engine`: the other speaker's lines are the persona's. `given`: they are somebody else's, and discovery is judged on them as they stand.",
  }),
  source: orNull(AnsweringSourceSchema, "Who answered; null where nobody could."),
  attempts: AttemptsField,
  confidence: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .openapi({ description: "How sure the answer is; null: this source states none." }),
  normalized: NormalizedSchema.optional(),
  votes: z
    .object({ count: z.number().int() })
    .optional()
    .openapi({ description: "Where people had a part in it: their votes, or in group mode those on the whole group." }),
  sources: z
    .object({ people: z.number().min(0).max(1), model: z.number().min(0).max(1) })
    .optional()
    .openapi({ description: "Where people had a part in it: shares of the evidence, summing to 1." }),
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

/** What an evaluation is called in its batch, and what it gets there. */
export interface EvaluationPlace<Id extends string | undefined> {
  readonly id: Id;
  readonly groupId: string | null;
  /** The reward within the group; null in absolute mode. */
  readonly groupReward: number | null;
}

/** The place of an evaluation that is no item of a batch. */
export const ALONE: EvaluationPlace<undefined> = { id: undefined, groupId: null, groupReward: null };

type WireEvaluation<Id extends string | undefined, Status extends string> = z.infer<typeof EvaluationMembers> & {
  readonly id: Id;
  readonly group_id?: string | undefined;
  readonly status: Status;
  readonly absolute_reward?: number | null | undefined;
};

/** An evaluation as it is answered, status first. Written as one literal, what is absent as undefined (which JSON leaves out): copying costs more than a plain score. */
export function toWireEvaluation<Id extends string | undefined, Status extends Evaluation["status"]>(
  evaluation: Evaluation & { readonly status: Status },
  { id, groupId, groupReward }: EvaluationPlace<Id>,
  { showBreakdown, dimensionKeys }: EvaluationViewOptions,
): WireEvaluation<Id, Status> {
  const scored: ScoredEvaluation | null = isScored(evaluation) ? evaluation : null;
  const failure = isScored(evaluation) ? undefined : evaluation.failure;
  const reward = scored?.reward ?? null;
  const people = scored?.people;
  return {
    id,
    group_id: groupId ?? undefined,
    status: evaluation.status,
    evaluation_id: evaluation.evaluationId,
    reward: groupReward ?? reward,
    raw: scored?.raw ?? null,
    scores: scored?.scores ?? Object.fromEntries(dimensionKeys.map((key) => [key, null])),
    score_breakdown: scored && showBreakdown ? toWireBreakdown(scored.scoreBreakdown) : undefined,
    grounding: scored?.grounding ?? null,
    source: scored && toWireSource(scored.source),
    attempts: toWireAttempts(evaluation.attempts),
    confidence: scored?.confidence ?? null,
    normalized: scored?.normalized ? toWireNormalized(scored.normalized) : undefined,
    votes: people ? { count: people.voteCount } : undefined,
    sources: people ? { people: people.weight, model: 1 - people.weight } : undefined,
    unscored_reason: failure?.detail,
    failure: failure && toWireFailure(failure),
    versions: toWireVersions(evaluation.versions),
    scoring_version: evaluation.scoringVersion,
    metadata: { scenario_name: evaluation.scenarioTitle, evaluation_time_ms: evaluation.evaluationTimeMs },
    absolute_reward: groupReward === null ? undefined : reward,
  };
}

function isScored(evaluation: Evaluation): evaluation is ScoredEvaluation {
  return evaluation.status !== "unscored";
}
