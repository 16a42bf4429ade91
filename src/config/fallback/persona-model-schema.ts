import { z } from "zod";
import { strictMembers } from "./strict-members.ts";
import { refuseTwoKeys, upstreamMembers } from "./upstream-schema.ts";

/** A language model that may rephrase a persona's lines; null: they are said as they were written. */
export const PersonaModelSchema = strictMembers({
  ...upstreamMembers,
  model: z.string().min(1).max(256),
  timeout_ms: z.number().int().min(10).max(10_000).default(400),
  temperature: z.number().min(0).max(2).default(0.7),
  concurrency: z.number().int().min(1).max(1024).default(8),
})
  .superRefine(refuseTwoKeys)
  .nullable()
  .default(null);
export type PersonaModelSettings = NonNullable<z.output<typeof PersonaModelSchema>>;
