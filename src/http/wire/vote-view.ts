import { z } from "@hono/zod-openapi";
import type { CompareChoice } from "../../domain/questions/vote.ts";
import { RATING_MAX, RATING_MIN } from "../../domain/questions/vote.ts";
import type { VoteRecord } from "../../ports/question-store.ts";
import type { Ballot, VoteChange } from "../../services/voting/ballot.ts";
import { toIsoTime } from "./episode-view.ts";
import { CHOICES, LeaseId } from "./question-view.ts";

const JUSTIFICATION_CHARACTERS_MAX = 4000;
const DIMENSION_CHARACTERS_MAX = 128;
const VISIBLE_MS_MAX = 86_400_000;
const VOTE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const VoteId = z
  .string()
  .regex(VOTE_ID, "must be a UUID in lower case")
  .openapi({ description: "The vote's id, made by the client.", example: "6f1c2b8e-4a57-4d0e-9c1b-2f7a90d3e845" });

const Choice = z.enum(CHOICES).nullish().openapi({ description: "Where the question has choices." });
const Strength = z
  .union([z.literal(1), z.literal(2), z.literal(3)])
  .nullish()
  .openapi({ description: "How much better: 1 slightly, 2 clearly, 3 much." });
const Dimensions = z.record(z.string().max(DIMENSION_CHARACTERS_MAX), z.enum(["left", "right", "tie"])).nullish();
const Justification = z.string().max(JUSTIFICATION_CHARACTERS_MAX).nullish();
const Ratings = z
  .record(z.string().max(DIMENSION_CHARACTERS_MAX), z.number().int().min(RATING_MIN).max(RATING_MAX))
  .nullish()
  .openapi({ description: "Where ratings are asked for: one for each dimension, and `overall`." });

export const CastVoteSchema = z
  .object({
    vote_id: VoteId,
    lease_id: LeaseId,
    choice: Choice,
    strength: Strength,
    dimensions: Dimensions.openapi({ description: "Which is better by dimension; any of them may be left out." }),
    ratings: Ratings,
    justification: Justification,
    visible_ms: z.number().int().min(0).max(VISIBLE_MS_MAX).nullish().openapi({
      description: "Milliseconds for which the question was in view.",
    }),
  })
  .openapi("CastVote", {
    example: {
      vote_id: "6f1c2b8e-4a57-4d0e-9c1b-2f7a90d3e845",
      lease_id: "ls_7QmZk2Xw9LrT",
      choice: "left",
      strength: 2,
      visible_ms: 5400,
    },
  });

export const ReviseVoteSchema = z
  .object({
    choice: Choice,
    strength: Strength.openapi({
      description: "Goes with the choice: where a choice is named and no strength, the vote has none any more.",
    }),
    dimensions: Dimensions.openapi({ description: "In place of all that the vote said by dimension." }),
    ratings: Ratings,
    justification: Justification.openapi({ description: "An empty one takes it away." }),
  })
  .openapi("ReviseVote", { example: { choice: "right" } });

export const VoteSchema = z
  .object({
    vote_id: VoteId,
    question_id: z.string(),
    choice: z.enum(CHOICES).nullable(),
    strength: z.number().int().nullable(),
    ratings: z.record(z.string(), z.number()).optional().openapi({ description: "Where ratings were asked for." }),
    late: z.boolean().openapi({ description: "It came after its lease had ended, or when nobody waited for it any more." }),
    counted: z.boolean().openapi({ description: "It is part of the question's result." }),
    recorded_at: z.string().openapi({ format: "date-time" }),
    revised_at: z.string().nullable().openapi({ format: "date-time" }),
  })
  .openapi("Vote");

/** A vote as the service takes it. */
export function toBallot(body: z.infer<typeof CastVoteSchema>): Ballot {
  return {
    voteId: body.vote_id,
    leaseId: body.lease_id,
    choice: body.choice ?? null,
    strength: body.strength ?? null,
    ratings: body.ratings ?? {},
    dimensions: body.dimensions ?? {},
    justification: body.justification ?? null,
    visibleMs: body.visible_ms ?? null,
  };
}

/** A change as the service takes it. */
export function toChange(body: z.infer<typeof ReviseVoteSchema>): VoteChange {
  return {
    choice: body.choice ?? null,
    strength: body.strength ?? null,
    ratings: body.ratings ?? {},
    dimensions: body.dimensions ?? null,
    justification: body.justification ?? null,
  };
}

/** A vote as its annotator sees it: in terms of what stood left and right. */
export function toWireVote(vote: VoteRecord): z.infer<typeof VoteSchema> {
  const { answer } = vote;
  return {
    vote_id: vote.voteId,
    question_id: vote.questionId,
    choice: answer.kind === "compare" ? toShownChoice(answer.choice, vote.left) : null,
    strength: answer.kind === "compare" ? answer.strength : null,
    // Undefined is left out of JSON: so every vote is of one shape.
    ratings: answer.kind === "rate" ? { ...answer.ratings } : undefined,
    late: vote.late,
    counted: vote.counted,
    recorded_at: toIsoTime(vote.recordedAt),
    revised_at: vote.revisedAt === null ? null : toIsoTime(vote.revisedAt),
  };
}

function toShownChoice(choice: CompareChoice, left: VoteRecord["left"]): (typeof CHOICES)[number] {
  if (choice === "tie" || choice === "both_bad") {
    return choice;
  }
  return choice === left ? "left" : "right";
}
