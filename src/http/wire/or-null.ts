import { z } from "@hono/zod-openapi";

/** A schema with a name of its own in the contract, or null. With `.nullable()` the name itself would stand for null too, wherever else it is used. */
export function orNull<Schema extends z.ZodType>(schema: Schema, description?: string) {
  return z.union([schema, z.null()]).openapi(description === undefined ? {} : { description });
}
