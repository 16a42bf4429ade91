import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonSchema } from "../domain/rubric/rubric-check.ts";

/** Compiles a JSON Schema (draft 2020-12). Throws where it is none. */
export function compileJsonSchema(schema: JsonSchema): (value: unknown) => string | null {
  const ajv = new Ajv2020({ strict: true });
  const validate = ajv.compile(schema);
  return (value) => {
    if (validate(value)) {
      return null;
    }
    const [first] = validate.errors ?? [];
    return `${first?.instancePath || "the value"} ${first?.message ?? "is not valid"}`;
  };
}
