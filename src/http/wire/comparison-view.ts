import { z } from "@hono/zod-openapi";
import type { Comparison, DecidedComparison, UndecidedComparison } from "../../services/scoring/comparison.ts";
import { FailureSchema, toWireFailure, toWireVersions, VersionsSchema } from "./score-fields.ts";

const unit = z.number().min(0).max(1);
const signed = z.number().min(-1).max(1);

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
    description: "A minus B by dimension; null where either has no value.",
    example: { D1_InformationGathering: 0.25 },
  }),
  confidence: unit.nullable().openapi({ description: "The larger of P(A) and P(B)." }),
  votes: z.object({ a: z.number().int(), b: z.number().int(), tie: z.number().int(), count: z.number().int() }),
  sources: z.object({ people: unit, model: unit }).nullable().openapi({ description: "Shares of the evidence, summing to 1." }),
  source: z.string().nullable().openapi({ description: "Who answered; null where nobody could.", example: "rubric" }),
  final: z.boolean().openapi({ description: "False where a later revision may follow." }),
  unscored_reason: z.string().optional().openapi({ description: "Why there is no winner." }),
  failure: FailureSchema.optional(),
  versions: VersionsSchema,
  scoring_version: z.string(),
};

const ComparisonMembers = z.object(comparisonFields);

/** @param dimensionKeys of the scenario's collection: an answer without margins has the same keys as one with them. */
export function toWireComparison(comparison: Comparison, dimensionKeys: readonly string[]): z.infer<typeof ComparisonMembers> {
  const { votes } = comparison;
  return {
    comparison_id: comparison.comparisonId,
    ...(comparison.status === "unscored" ? undecided(comparison, dimensionKeys) : decided(comparison)),
    votes: { a: votes.a, b: votes.b, tie: votes.tie, count: votes.count },
    final: comparison.final,
    versions: toWireVersions(comparison.versions),
    scoring_version: comparison.scoringVersion,
  };
}

function decided(comparison: DecidedComparison) {
  const { sources } = comparison;
  return {
    winner: comparison.winner,
    p_a: comparison.pA,
    margin: comparison.margin,
    signed_margin: comparison.signedMargin,
    reward_a: comparison.rewardA,
    reward_b: comparison.rewardB,
    dimension_margins: { ...comparison.dimensionMargins },
    confidence: comparison.confidence,
    sources: { people: sources.people, model: sources.model },
    source: comparison.source,
  };
}

function undecided({ failure }: UndecidedComparison, dimensionKeys: readonly string[]) {
  return {
    winner: null,
    p_a: null,
    margin: null,
    signed_margin: null,
    reward_a: null,
    reward_b: null,
    dimension_margins: Object.fromEntries(dimensionKeys.map((key) => [key, null])),
    confidence: null,
    sources: null,
    source: null,
    unscored_reason: failure.detail,
    failure: toWireFailure(failure),
  };
}
