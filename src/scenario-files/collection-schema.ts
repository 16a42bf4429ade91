import { z } from "zod";
import { ACT_NAMES } from "../domain/scenarios/act-name.ts";
import { BASELINES } from "../domain/scenarios/scenario-test.ts";
import { parsePhrase } from "../domain/text/phrase.ts";
import { conditionSchema, idSchema } from "./condition-schema.ts";
import { dimensionKeySchema } from "./dimension-key-schema.ts";
import { rubricSchema, shapingSchema } from "./rubric-schema.ts";
import { uniqueIds } from "./unique-ids.ts";

export const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, "must be lower-case letters, digits and -, at most 80");
export const linesSchema = z.array(z.string().min(1).max(1000)).min(1).max(40);

const meterEffectsSchema = z.record(idSchema, z.int().min(-1000).max(1000));

export const meterSchema = z
  .strictObject({ start: z.int(), min: z.int(), max: z.int() })
  .refine((meter) => meter.min <= meter.start && meter.start <= meter.max, {
    message: "must satisfy min <= start <= max",
  });

const actEffectSchema = z.strictObject({ effects: meterEffectsSchema, max_times: z.int().min(1).max(1000).default(3) });
export const actsSchema = z.partialRecord(z.enum(ACT_NAMES), actEffectSchema);

const phrasesSchema = z
  .array(
    z
      .string()
      .min(1)
      .max(160)
      .refine((phrase) => parsePhrase(phrase) !== null, {
        message:
          'must be words; "..." between two of them stands for up to three words, a|b for either of two words, none of them a contraction',
      }),
  )
  .max(200)
  .default([]);

export const topicSchema = z.strictObject({
  description: z.string().min(1).max(500),
  listens: z.enum(["question", "statement", "any"]).default("question"),
  examples: z.array(z.string().min(1).max(300)).min(1).max(60),
  phrases: phrasesSchema,
  not: phrasesSchema,
  otherwise: linesSchema.optional(),
  effects: meterEffectsSchema.default({}),
});

const linesShape = {
  fallback: linesSchema,
  dont_know: linesSchema,
  already_said: linesSchema,
  deflect: linesSchema,
  meta_probe: linesSchema,
  overload: linesSchema,
  silence: linesSchema,
  acknowledge: linesSchema,
  greeting: linesSchema,
  goodbye: linesSchema,
};
const linesRequiredSchema = z.strictObject(linesShape);
export const linesOverrideSchema = linesRequiredSchema.partial();

export const practicesSchema = z
  .array(z.strictObject({ id: idSchema, when: conditionSchema, points: z.number().min(-100).max(100) }))
  .max(40)
  .check(uniqueIds)
  .default([]);

const factorSchema = z.number().min(0).max(1);

export const baselineCapsSchema = z.partialRecord(z.enum(BASELINES), factorSchema);

const dimensionRuleSchema = z.strictObject({
  scorer: z.enum(["discovery", "milestones", "practices", "decision", "artifact", "turns", "rubric"]),
  weight: z.number().min(0).max(100),
  needs: dimensionKeySchema.optional(),
});

/** `collection.yaml`: what the scenarios of a folder share. */
export const collectionFileSchema = z.strictObject({
  schema: z.literal("folkmoot-collection/v1"),
  slug: slugSchema,
  public: z.strictObject({
    title: z.string().min(1).max(120),
    description: z.string().min(1).max(2000),
    language: z.string().min(2).max(10),
    dimensions: z.record(
      dimensionKeySchema,
      z.strictObject({ title: z.string().min(1).max(80), description: z.string().min(1).max(300) }),
    ),
  }),
  private: z.strictObject({
    scoring: z.strictObject({
      dimensions: z.record(dimensionKeySchema, dimensionRuleSchema),
      gate: z
        .strictObject({ minor: factorSchema, major: factorSchema, critical: factorSchema })
        .default({ minor: 0.8, major: 0.4, critical: 0 }),
      practices: practicesSchema,
      rubric: rubricSchema.default([]),
      shaping: shapingSchema.default({}),
    }),
    limits: z
      .strictObject({
        max_disclosures_per_turn: z.int().min(1).max(10).default(2),
        max_questions_answered: z.int().min(1).max(10).default(2),
      })
      .default({ max_disclosures_per_turn: 2, max_questions_answered: 2 }),
    meters: z.record(idSchema, meterSchema).default({}),
    acts: actsSchema.default({}),
    lexicon: z
      .array(z.array(z.string().min(1).max(40)).min(2).max(30))
      .max(400)
      .default([]),
    topics: z.record(idSchema, topicSchema).default({}),
    lines: linesRequiredSchema,
    baseline_caps: baselineCapsSchema.default({}),
  }),
});

export type CollectionFile = z.output<typeof collectionFileSchema>;
