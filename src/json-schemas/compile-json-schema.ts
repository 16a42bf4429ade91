import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { RE2JS } from "re2js";
import type { JsonSchema } from "../domain/rubric/rubric-check.ts";
import type { CheckJson } from "../domain/rubric/rubric-tools.ts";
import { JSON_FORMATS } from "./json-formats.ts";

/** Items that an array under `uniqueItems` may have: they are compared in pairs. */
const UNIQUE_ITEMS_MAX = 1_000;
/** Characters of a place that are told: its names are the answer's own and may be of any length. */
const POINTER_CHARACTERS_MAX = 120;

/**
 * Compiles a JSON Schema (draft 2020-12). What is wrong with a value is told as its place and the keyword that it breaks, never as the value or a word of the schema.
 * Throws an `Error` for unknown keywords and formats, references to other documents, patterns that are no re2 syntax, and `uniqueItems` without a `maxItems`
 * of at most 1,000.
 */
export function compileJsonSchema(schema: JsonSchema): CheckJson {
  const ajv = new Ajv2020({ strict: true, formats: JSON_FORMATS, code: { regExp: linearRegExp } });
  assertBoundedUniqueness(schema);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? null : describeError(validate.errors?.[0]));
}

/** Ajv keys compiled patterns by their text form, so each must have its own. */
const linearRegExp = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (text: string) => compiled.test(text), toString: () => pattern };
  },
  { code: "linearRegExp" },
);

/** Throws where items would be compared in pairs without a bound on their number. Ajv looks at `maxItems` first and stops at the first rule that is broken. */
function assertBoundedUniqueness(schema: unknown): void {
  if (schema === null || typeof schema !== "object") {
    return;
  }
  const itemsMax: unknown = "maxItems" in schema ? schema.maxItems : null;
  if ("uniqueItems" in schema && schema.uniqueItems === true && !(typeof itemsMax === "number" && itemsMax <= UNIQUE_ITEMS_MAX)) {
    throw new Error(`"uniqueItems" needs a "maxItems" of at most ${UNIQUE_ITEMS_MAX} beside it.`);
  }
  for (const part of Object.values(schema)) {
    assertBoundedUniqueness(part);
  }
}

function describeError(error: ErrorObject | undefined): string {
  if (error === undefined) {
    return "the value is not valid";
  }
  const place = error.instancePath === "" ? "the whole" : `"${error.instancePath.slice(0, POINTER_CHARACTERS_MAX)}"`;
  return `${place} breaks the rule "${error.keyword}"`;
}
