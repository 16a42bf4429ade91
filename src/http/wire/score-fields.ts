import { z } from "@hono/zod-openapi";
import type { ScoringFailure, ScoringVersions } from "../../services/scoring/evaluate-transcript.ts";

export const RewardField = z
  .number()
  .min(0)
  .max(1)
  .nullable()
  .openapi({ description: "0 to 1; null where no value could be produced, never 0 for a failure." });

export const ScoresSchema = z.record(z.string(), z.number().nullable()).openapi({
  description: "Value by dimension, 0 to 1; the same keys in every answer of a collection.",
  example: { D1_InformationGathering: 0.5 },
});

export const ScoreBreakdownSchema = z
  .record(z.string(), z.object({ weight: z.number(), explanation: z.string() }))
  .openapi({ description: "How each dimension came about. Only for keys with the admin scope." });

export const VersionsSchema = z
  .object({
    scenario: z.string(),
    criteria: z.string().nullable(),
    source: z.string(),
    calibration: z.string().nullable(),
    shaping: z.string(),
  })
  .openapi("ScoringVersions", { description: "The same input under the same versions gives the same reward." });

export const FailureSchema = z
  .object({ class: z.string(), detail: z.string(), retryable: z.boolean() })
  .openapi("ScoringFailure", { description: "Why there is no reward." });

export function toWireVersions(versions: ScoringVersions): z.infer<typeof VersionsSchema> {
  return {
    scenario: versions.scenario,
    criteria: versions.criteria,
    source: versions.source,
    calibration: versions.calibration,
    shaping: versions.shaping,
  };
}

export function toWireFailure(failure: ScoringFailure): z.infer<typeof FailureSchema> {
  return { class: failure.failureClass, detail: failure.detail, retryable: failure.retryable };
}
