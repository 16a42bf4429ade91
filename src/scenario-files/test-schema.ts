import { z } from "zod";
import { ACT_NAMES } from "../domain/scenarios/act-name.ts";
import { idSchema } from "./condition-schema.ts";
import { dimensionKeySchema } from "./dimension-key-schema.ts";

const toolCallSchema = z.strictObject({ name: z.string(), input: z.record(z.string(), z.unknown()) });
const boundsSchema = z.strictObject({ gte: z.number().optional(), lte: z.number().optional() });

const turnSchema = z.strictObject({
  policy: z.string().max(10_000),
  tool_calls: z.array(toolCallSchema).max(10).default([]),
  expect: z
    .strictObject({
      disclosed: z.array(idSchema).optional(),
      acts: z.array(z.enum(ACT_NAMES)).optional(),
      raised: z.array(idSchema).optional(),
      reply_includes: z.string().optional(),
      ends: z.strictObject({ reason: z.string(), outcome: z.string() }).nullable().optional(),
    })
    .default({}),
});

const expectationSchema = z.strictObject({
  reward: boundsSchema.optional(),
  milestones: z.array(idSchema).optional(),
  minefields: z.array(idSchema).optional(),
  dimensions: z.record(dimensionKeySchema, z.union([z.literal("unscored"), boundsSchema])).optional(),
  checks: z.record(idSchema, z.union([z.enum(["met", "not_met", "not_applicable"]), boundsSchema])).optional(),
  disqualified: z.boolean().optional(),
});

/** A conversation in a scenario file, with what must come of it. */
export const testSchema = z.strictObject({
  name: z.string().min(1).max(200),
  oracle: z.boolean().default(false),
  seed: z.int().min(0).default(1),
  request: z.string().min(1).max(10_000).optional(),
  reference: z.string().min(1).max(10_000).optional(),
  turns: z.array(turnSchema).min(1).max(50),
  expect: expectationSchema.default({}),
});
