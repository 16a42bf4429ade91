import { z } from "@hono/zod-openapi";
import type { ScoreBreakdown } from "../../domain/scoring/score-breakdown.ts";
import type { ScoringFailure, ScoringVersions } from "../../services/scoring/evaluation.ts";

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

const StageField = z.number().min(0).max(1).nullable();
const FactorField = z.number().min(0).max(1);

export const ScoreBreakdownSchema = z
  .object({
    dimensions: z.record(z.string(), z.object({ weight: z.number(), value: StageField, explanation: z.string() })),
    checks: z
      .array(
        z.object({
          id: z.string(),
          dimension: z.string(),
          points: z.number(),
          met: StageField.openapi({ description: "Share met; null where the check does not apply." }),
          gate: StageField.openapi({ description: "Factor on the reward where the check goes wrong; null: it is no gate." }),
          explanation: z.string(),
        }),
      )
      .openapi({ description: "One entry for each check of the scenario's rubric." }),
    stages: z
      .object({
        gates: z.object({ minefields: FactorField, rubric: FactorField, product: FactorField }),
        calibrated: z.record(z.string(), FactorField).nullable(),
        weighted: StageField,
        opinion: StageField.openapi({
          description: "What another source than the rubric gives, in place of `weighted`; null: the rubric's counts.",
        }),
        gated: StageField,
        length_penalty: z.number().min(0),
        repetition_penalty: z.number().min(0),
        before_clip: StageField,
        clipped: StageField,
      })
      .openapi({ description: "Every number between the dimensions and the reward, in the order they come about." }),
  })
  .openapi("ScoreBreakdown", { description: "How the reward came about. Only for keys with the admin scope." });

export function toWireBreakdown({ dimensions, checks, stages }: ScoreBreakdown): z.infer<typeof ScoreBreakdownSchema> {
  return {
    dimensions: Object.fromEntries(
      Object.entries(dimensions).map(([key, { weight, value, explanation }]) => [key, { weight, value, explanation }]),
    ),
    checks: checks.map(({ id, dimension, points, met, gate, explanation }) => ({
      id,
      dimension,
      points,
      met,
      gate,
      explanation,
    })),
    stages: {
      gates: { ...stages.gates },
      calibrated: stages.calibrated && { ...stages.calibrated },
      weighted: stages.weighted,
      opinion: stages.opinion,
      gated: stages.gated,
      length_penalty: stages.lengthPenalty,
      repetition_penalty: stages.repetitionPenalty,
      before_clip: stages.beforeClip,
      clipped: stages.clipped,
    },
  };
}

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
