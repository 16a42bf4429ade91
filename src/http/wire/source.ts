import { z } from "@hono/zod-openapi";
import type { AnsweringSource, SourceAttempt } from "../../services/scoring/answering-source.ts";

/** The contract of who answered. */
export const AnsweringSourceSchema = z
  .object({
    kind: z.enum(["people", "blend", "reward_model", "judge", "learned", "rubric"]).openapi({
      description: "`blend`: people and the fallback together. `reward_model`, `judge`, `learned`, `rubric`: the fallback alone.",
    }),
    id: z.string().openapi({ description: "A model's name in the configuration, else the kind." }),
    revision: z.string().nullable().openapi({ description: "Null where votes had a part in it: they have none." }),
    degraded: z
      .boolean()
      .openapi({ description: "A source that goes before it was asked, or would have been, and had nothing to say." }),
    reason: z
      .string()
      .nullable()
      .openapi({ description: "Why, where it is degraded: the first such source and its outcome.", example: "skywork: timeout" }),
  })
  .openapi("Source", {
    example: { kind: "rubric", id: "rubric", revision: "persona-6+rubric-3", degraded: false, reason: null },
  });

export const AttemptsField = z
  .array(
    z.object({
      source: z.string(),
      outcome: z.string().openapi({ description: "`ok`, or why it did not answer.", example: "timeout" }),
      ms: z.number().min(0),
    }),
  )
  .optional()
  .openapi({ description: "Where anybody but the rubric was asked, or passed over: who, in the order of the fallback." });

export function toWireSource({ kind, id, revision, degraded, reason }: AnsweringSource): z.infer<typeof AnsweringSourceSchema> {
  return { kind, id, revision, degraded, reason };
}

/** Undefined, which JSON leaves out, where nobody but the rubric was asked. */
export function toWireAttempts(attempts: readonly SourceAttempt[]): z.infer<typeof AttemptsField> {
  return attempts.length === 0
    ? undefined
    : attempts.map(({ sourceId, outcome, durationMs }) => ({ source: sourceId, outcome, ms: durationMs }));
}
