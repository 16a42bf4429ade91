import type { ZodType, z } from "zod";
import { compileParser } from "../compile-schema.ts";
import { invalidPart } from "../invalid-part.ts";

/**
 * The reader of a scoring request's body under its contract. It throws InvalidRequestError, naming the faults by JSON pointers, for what breaks the contract.
 */
export function createBodyReader<Schema extends ZodType>(schema: Schema): (body: unknown) => z.output<Schema> {
  const parse = compileParser(schema);
  return (body) => {
    const parsed = parse(body);
    if (!parsed.success) {
      throw invalidPart("json", parsed.error.issues, body);
    }
    return parsed.data;
  };
}
