import { z } from "@hono/zod-openapi";
import type { ShownMessage } from "../../domain/questions/question.ts";
import { type Candidate, RATING_MAX, RATING_MIN } from "../../domain/questions/vote.ts";
import type { QuestionRecord } from "../../ports/question-store.ts";

export const LeaseId = z.string().min(1).max(128).openapi({ description: "The lease's id.", example: "ls_7QmZk2Xw9LrT" });

export const CHOICES = ["left", "right", "tie", "both_bad"] as const;
const STRENGTHS = [1, 2, 3] as const;

const ShownMessageSchema = z.object({
  role: z.enum(["user", "assistant", "system", "tool"]),
  content: z.string().openapi({ description: "Markdown from a model or a caller: never trust it as HTML." }),
});
const ShownSchema = z.object({ messages: z.array(ShownMessageSchema) });

/** A question as an annotator sees it. */
export const QuestionSchema = z
  .object({
    question_id: z.string(),
    kind: z.enum(["compare", "rate"]),
    instruction: z.string(),
    context: z.object({ title: z.string(), messages: z.array(ShownMessageSchema) }),
    left: ShownSchema.optional().openapi({ description: "Where `kind` is `compare`. The order is drawn for each annotator." }),
    right: ShownSchema.optional(),
    item: ShownSchema.optional().openapi({ description: "Where `kind` is `rate`." }),
    choices: z
      .array(z.enum(CHOICES))
      .openapi({ description: "What `choice` of a vote may be; empty where ratings are asked for." }),
    strengths: z.array(z.number().int()),
    dimensions: z.array(z.object({ key: z.string(), title: z.string() })),
    rating_scale: z.object({ min: z.number().int(), max: z.number().int() }).optional(),
    criteria_version: z.string().nullable(),
  })
  .openapi("Question");

export const LeaseSchema = z
  .object({
    lease_id: LeaseId,
    expires_at: z.string().openapi({ format: "date-time" }),
    heartbeat_ms: z.number().int().openapi({ description: "Send a heartbeat that often while the question is looked at." }),
  })
  .openapi("Lease");

export const ServedQuestionSchema = z.object({ question: QuestionSchema, lease: LeaseSchema }).openapi("ServedQuestion");

/**
 * The question in the order of one annotator. Each member is named here: nothing else of a question is shown, and so not which candidate is which.
 * @param left the candidate that stands left; null where ratings are asked for.
 */
export function toWireQuestion({ questionId, content }: QuestionRecord, left: Candidate | null): z.infer<typeof QuestionSchema> {
  const { kind, instruction, context, dimensions, criteriaVersion } = content;
  const isRating = content.kind === "rate";
  const [first, second] = isRating ? [] : left === "b" ? [content.b, content.a] : [content.a, content.b];
  // What a kind has not is undefined and left out of JSON: so every question is of one shape.
  return {
    question_id: questionId,
    kind,
    instruction,
    context: { title: context.title, messages: context.messages.map(toWireMessage) },
    dimensions: dimensions.map(({ key, title }) => ({ key, title })),
    criteria_version: criteriaVersion,
    item: isRating ? { messages: content.item.map(toWireMessage) } : undefined,
    left: first && { messages: first.map(toWireMessage) },
    right: second && { messages: second.map(toWireMessage) },
    choices: isRating ? [] : [...CHOICES],
    strengths: isRating ? [] : [...STRENGTHS],
    rating_scale: isRating ? { min: RATING_MIN, max: RATING_MAX } : undefined,
  };
}

function toWireMessage({ role, content }: ShownMessage): ShownMessage {
  return { role, content };
}
