import { z } from "zod";
import { SEVERITIES } from "../domain/scenarios/severity.ts";
import {
  actsSchema,
  baselineCapsSchema,
  linesOverrideSchema,
  linesSchema,
  meterSchema,
  practicesSchema,
  slugSchema,
  topicSchema,
} from "./collection-schema.ts";
import { conditionSchema, idSchema } from "./condition-schema.ts";
import { dimensionKeySchema } from "./dimension-key-schema.ts";
import { judgeSchema } from "./judge-schema.ts";
import { rubricSchema, shapingSchema } from "./rubric-schema.ts";
import { testSchema } from "./test-schema.ts";
import { uniqueIds } from "./unique-ids.ts";

const description = z.string().max(500).optional();

const toolFieldSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("string"),
    description,
    enum: z.array(z.string()).min(1).max(50).optional(),
    maxLength: z.int().min(1).max(20_000).optional(),
  }),
  z.strictObject({
    type: z.enum(["number", "integer"]),
    description,
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
  z.strictObject({ type: z.literal("boolean"), description }),
  z.strictObject({
    type: z.literal("array"),
    description,
    items: z.strictObject({ type: z.literal("string"), enum: z.array(z.string()).min(1).max(50).optional() }),
    maxItems: z.int().min(1).max(100).optional(),
  }),
]);

const toolBase = { id: idSchema, name: z.string().min(1).max(80), description: z.string().min(1).max(500) };
const toolSchema = z.discriminatedUnion("type", [
  z.strictObject({
    ...toolBase,
    type: z.literal("decision"),
    mode: z.literal("options"),
    options: z
      .array(idSchema)
      .min(2)
      .max(20)
      .refine((options) => new Set(options).size === options.length, { message: "has an option twice" }),
  }),
  z.strictObject({
    ...toolBase,
    type: z.literal("artifact"),
    mode: z.literal("json_schema"),
    json_schema: z
      .strictObject({
        type: z.literal("object"),
        required: z.array(idSchema).max(30).optional(),
        properties: z.record(idSchema, toolFieldSchema),
      })
      .refine(({ required = [], properties }) => required.every((field) => Object.hasOwn(properties, field)), {
        path: ["required"],
        message: "names a field that is none of properties: no call could be accepted",
      }),
  }),
]);

const factSchema = z.strictObject({
  id: idSchema,
  topic: idSchema,
  reveal: z.enum(["always", "volunteers", "when_asked"]).default("when_asked"),
  weight: z.number().min(0).max(100).default(1),
  requires: z.array(idSchema).max(10).default([]),
  when: conditionSchema.optional(),
  key_tokens: z.array(z.string().min(2).max(100)).min(1).max(20),
  say: linesSchema,
  deflect: linesSchema.optional(),
  hint: z.strictObject({ when: conditionSchema, say: linesSchema }).optional(),
});

const artifactFieldSchema = z.union([
  z.strictObject({
    field: idSchema,
    points: z.number().positive().max(100),
    equals: z.union([z.string(), z.number(), z.boolean()]),
  }),
  z.strictObject({
    field: idSchema,
    points: z.number().positive().max(100),
    mentions: z
      .array(z.array(z.string().min(1)).min(1).max(20))
      .min(1)
      .max(20),
  }),
]);

const scoringSchema = z.strictObject({
  weights: z.record(dimensionKeySchema, z.number().min(0).max(100)).default({}),
  decision: z.strictObject({ tool: idSchema, credits: z.record(z.string(), z.number().min(0).max(1)) }).optional(),
  artifact: z.strictObject({ tool: idSchema, fields: z.array(artifactFieldSchema).min(1).max(30) }).optional(),
  turns: z.strictObject({ target: z.int().min(1).max(50) }).optional(),
  practices: practicesSchema,
  rubric: rubricSchema.default([]),
  shaping: shapingSchema.default({}),
});

/** Openings may hold what is to be worked on: a diff, notes, a text. */
const openingSchema = z.array(z.string().min(1).max(6000)).min(1).max(40);

const publicSchema = z.strictObject({
  title: z.string().min(1).max(120),
  difficulty: z.int().min(1).max(5),
  tags: z.array(slugSchema).max(10).default([]),
  split: z.enum(["train", "validation", "test"]),
  max_turns: z.int().min(1).max(50).default(20),
  policy_brief: z.string().min(1).max(4000),
  opening: openingSchema,
  tools: z.array(toolSchema).max(10).check(uniqueIds).default([]),
});

const privateSchema = z.strictObject({
  persona: z.strictObject({ name: z.string().min(1), style: z.string().min(1), knowledge: z.string().min(1) }),
  limits: z
    .strictObject({
      max_disclosures_per_turn: z.int().min(1).max(10).optional(),
      max_questions_answered: z.int().min(1).max(10).optional(),
    })
    .default({}),
  meters: z.record(idSchema, meterSchema).default({}),
  acts: actsSchema.default({}),
  topics: z.record(idSchema, topicSchema).default({}),
  answers: z.record(idSchema, linesSchema).default({}),
  facts: z.array(factSchema).max(60).check(uniqueIds).default([]),
  agenda: z
    .array(
      z.strictObject({
        id: idSchema,
        when: conditionSchema,
        say: linesSchema,
        once: z.boolean().default(true),
        effects: z.record(idSchema, z.int()).default({}),
      }),
    )
    .max(30)
    .check(uniqueIds)
    .default([]),
  lines: linesOverrideSchema.default({}),
  milestones: z
    .array(
      z.strictObject({
        id: idSchema,
        when: conditionSchema,
        after: z.array(idSchema).max(10).default([]),
        weight: z.number().min(0).max(100).default(1),
      }),
    )
    .max(30)
    .check(uniqueIds)
    .default([]),
  minefields: z
    .array(z.strictObject({ id: idSchema, when: conditionSchema, severity: z.enum(SEVERITIES) }))
    .max(30)
    .check(uniqueIds)
    .default([]),
  end: z
    .array(
      z.strictObject({
        id: idSchema,
        when: conditionSchema,
        reason: z.enum(["error", "completed"]),
        outcome: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
        say: linesSchema.optional(),
      }),
    )
    .max(20)
    .check(uniqueIds),
  scoring: scoringSchema.prefault({}),
  judge: judgeSchema.optional(),
  baseline_caps: baselineCapsSchema.default({}),
});

/** One scenario file. */
export const scenarioFileSchema = z.strictObject({
  schema: z.literal("folkmoot-scenario/v1"),
  slug: slugSchema,
  version: z.int().min(1),
  public: publicSchema,
  private: privateSchema,
  tests: z.array(testSchema).max(40).default([]),
});

export type ScenarioFile = z.output<typeof scenarioFileSchema>;
