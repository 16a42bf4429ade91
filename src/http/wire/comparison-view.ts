import { z } from "@hono/zod-openapi";
import type {
  Comparison,
  ComparisonVotes,
  DecidedComparison,
  FallbackOpinion,
  UndecidedComparison,
} from "../../services/scoring/comparison.ts";
import { orNull } from "./or-null.ts";
import { FailureSchema, toWireFailure, toWireVersions, VersionsSchema } from "./score-fields.ts";
import { AnsweringSourceSchema, AttemptsField, toWireAttempts, toWireSource } from "./source.ts";

const unit = z.number().min(0).max(1);
const signed = z.number().min(-1).max(1);

const VotesSchema = z.object({
  a: z.number().int(),
  b: z.number().int(),
  tie: z.number().int().openapi({ description: "Undecided, `both_bad` included." }),
  both_bad: z.number().int().optional().openapi({ description: "Where there are votes: of the ties, those who found both bad." }),
  count: z.number().int().openapi({ description: "Of all." }),
  dimensions: z
    .record(z.string(), z.object({ a: z.number().int(), b: z.number().int(), tie: z.number().int() }))
    .optional()
    .openapi({ description: "Where annotators judged dimensions one by one (`human.dimensions`): their votes on each." }),
});

const FallbackSchema = z.object({
  source: AnsweringSourceSchema,
  p_a: unit,
  reward_a: unit,
  reward_b: unit,
});

/** The answer members that a single comparison and a settled pair of a batch share. */
export const comparisonFields = {
  comparison_id: z.string(),
  winner: z.enum(["a", "b", "tie"]).nullable().openapi({ description: "Null where it could not be decided." }),
  p_a: unit.nullable().openapi({ description: "Probability that people would prefer A." }),
  margin: unit.nullable().openapi({ description: "|reward_a - reward_b|" }),
  signed_margin: signed.nullable().openapi({ description: "reward_a - reward_b" }),
  reward_a: unit.nullable(),
  reward_b: unit.nullable(),
  dimension_margins: z.record(z.string(), signed.nullable()).openapi({
    description: "A minus B by dimension, as the fallback scored them; null where either has no value.",
    example: { D1_InformationGathering: 0.25 },
  }),
  confidence: unit.nullable().openapi({
    description:
      "Without votes the larger of P(A) and P(B). With votes how sure it is that most people agree with the winner; for a tie, that they are split.",
  }),
  votes: VotesSchema,
  sources: z.object({ people: unit, model: unit }).nullable().openapi({ description: "Shares of the evidence, summing to 1." }),
  source: orNull(AnsweringSourceSchema, "Who answered; null where nobody could."),
  attempts: AttemptsField,
  fallback: FallbackSchema.nullish().openapi({
    description: "Where votes were counted: what the fallback said by itself; null where it had nothing to say.",
  }),
  final: z.boolean().openapi({ description: "False where a later revision may follow." }),
  unscored_reason: z.string().optional().openapi({ description: "Why there is no winner." }),
  failure: FailureSchema.optional(),
  versions: VersionsSchema,
  scoring_version: z.string(),
};

type WireComparison = z.infer<z.ZodObject<typeof comparisonFields>> & { readonly status: Comparison["status"] };

/**
 * A comparison as callers see it. What JSON leaves out is undefined here, not missing: so all of a kind are of one shape, which the engine writes and reads at once.
 */
export function toWireComparison(comparison: Comparison): WireComparison {
  return comparison.status === "unscored" ? toWireUndecided(comparison) : toWireDecided(comparison);
}

function toWireDecided(comparison: DecidedComparison): WireComparison {
  const { sources, votes, fallback } = comparison;
  return {
    status: comparison.status,
    comparison_id: comparison.comparisonId,
    winner: comparison.winner,
    p_a: comparison.pA,
    margin: comparison.margin,
    signed_margin: comparison.signedMargin,
    reward_a: comparison.rewardA,
    reward_b: comparison.rewardB,
    dimension_margins: { ...comparison.dimensionMargins },
    confidence: comparison.confidence,
    sources: { people: sources.people, model: sources.model },
    source: toWireSource(comparison.source),
    fallback: votes.count === 0 ? undefined : fallback && toWireFallback(fallback),
    attempts: toWireAttempts(comparison.attempts),
    votes: toWireVotes(votes),
    final: comparison.final,
    versions: toWireVersions(comparison.versions),
    scoring_version: comparison.scoringVersion,
  };
}

function toWireUndecided(comparison: UndecidedComparison): WireComparison {
  return {
    status: comparison.status,
    comparison_id: comparison.comparisonId,
    winner: null,
    p_a: null,
    margin: null,
    signed_margin: null,
    reward_a: null,
    reward_b: null,
    dimension_margins: { ...comparison.dimensionMargins },
    confidence: null,
    sources: null,
    source: null,
    unscored_reason: comparison.failure.detail,
    failure: toWireFailure(comparison.failure),
    attempts: toWireAttempts(comparison.attempts),
    votes: toWireVotes(comparison.votes),
    final: comparison.final,
    versions: toWireVersions(comparison.versions),
    scoring_version: comparison.scoringVersion,
  };
}

/** Without votes, nobody found anything bad. */
function toWireVotes({ a, b, tie, bothBad, count, dimensions }: ComparisonVotes): WireComparison["votes"] {
  return { a, b, tie, both_bad: count === 0 ? undefined : bothBad, count, ...(dimensions && { dimensions: { ...dimensions } }) };
}

function toWireFallback({ source, pA, rewardA, rewardB }: FallbackOpinion): NonNullable<WireComparison["fallback"]> {
  return { source: toWireSource(source), p_a: pA, reward_a: rewardA, reward_b: rewardB };
}
