import { z } from "zod";
import { idSchema } from "./condition-schema.ts";
import { dimensionKeySchema } from "./dimension-key-schema.ts";
import { uniqueIds } from "./unique-ids.ts";

/** Each is asked of every conversation that a judge scores. */
const CRITERIA_MAX = 40;
const TEXT_CHARACTERS_MAX = 1000;
const POINTS_MAX = 100;

const judgeCriterionSchema = z.strictObject({
  id: idSchema,
  dimension: dimensionKeySchema,
  text: z.string().trim().min(1).max(TEXT_CHARACTERS_MAX),
  points: z
    .number()
    .min(-POINTS_MAX)
    .max(POINTS_MAX)
    .refine((points) => points !== 0, { message: "must not be 0: such a criterion would say nothing" }),
});

/** What judges decide of a scenario's conversations; every id once, and something to be earned. */
export const judgeSchema = z.strictObject({
  criteria: z
    .array(judgeCriterionSchema)
    .min(1)
    .max(CRITERIA_MAX)
    .check(uniqueIds)
    .check((context) => {
      if (context.value.length > 0 && !context.value.some(({ points }) => points > 0)) {
        context.issues.push({ code: "custom", input: context.value, message: "must have a criterion with positive points" });
      }
    }),
});
