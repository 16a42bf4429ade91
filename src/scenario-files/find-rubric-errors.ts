import type { RubricCheck } from "../domain/rubric/rubric-check.ts";
import type { EngineTools } from "../domain/rubric/rubric-tools.ts";
import type { DimensionRule } from "../domain/scenarios/scenario.ts";
import type { CollectionFile } from "./collection-schema.ts";
import type { FileFieldError } from "./file-field-error.ts";
import type { RubricCheckFile } from "./rubric-schema.ts";

/** What compiles the patterns and schemas of a rubric; both throw on what they cannot compile. */
export type RubricCompilers = Pick<EngineTools, "compilePatterns" | "compileJsonSchema">;

/**
 * Checks of one file that cannot stand: a dimension that is none or is scored by something else, a pattern or a JSON Schema that does not compile.
 * @param compilers null: the file is one that ships, whose patterns and schemas are known to compile.
 */
export function findRubricErrors(
  checks: readonly RubricCheckFile[],
  collection: CollectionFile,
  compilers: RubricCompilers | null,
): readonly FileFieldError[] {
  return checks.flatMap((check, index) => {
    const path = ["private", "scoring", "rubric", index];
    const errors: FileFieldError[] = [];
    const complain = (field: string, message: string) =>
      errors.push({ path: [...path, field], message: `check "${check.id}": ${message}` });
    const scorer = collection.private.scoring.dimensions[check.dimension]?.scorer;
    if (!(check.dimension in collection.public.dimensions)) {
      const keys = Object.keys(collection.public.dimensions).join(", ");
      complain("dimension", `"${check.dimension}" is no dimension of the collection (${keys})`);
    } else if (scorer !== undefined && scorer !== "rubric") {
      complain("dimension", `${check.dimension} is scored by "${scorer}", not by "rubric"`);
    }
    for (const field of ["must", "must_not"] as const) {
      const pattern = check[field];
      const reason =
        pattern === undefined || compilers === null
          ? null
          : whyNot(() => compilers.compilePatterns([{ pattern, ignoreCase: true }]));
      if (reason !== null) {
        complain(field, `no linear-time pattern (re2 syntax: no look-around, no backreferences): ${reason}`);
      }
    }
    const schema = check.json?.schema;
    const reason = schema === undefined || compilers === null ? null : whyNot(() => compilers.compileJsonSchema(schema));
    if (reason !== null) {
      complain("json", `no JSON Schema: ${reason}`);
    }
    return errors;
  });
}

/** Dimensions of a scenario that its rubric can never raise above nothing. */
export function findEmptyRubricDimensions(
  dimensions: readonly DimensionRule[],
  rubric: readonly RubricCheck[],
): readonly FileFieldError[] {
  return dimensions
    .filter(
      ({ key, scorer }) => scorer.kind === "rubric" && !rubric.some(({ dimension, points }) => dimension === key && points > 0),
    )
    .map(({ key }) => ({
      path: ["private", "scoring", "rubric"],
      message: `${key} is scored by "rubric", and no check gives it positive points`,
    }));
}

/** Why something cannot be done, in the words of the error; null where it can. */
function whyNot(action: () => unknown): string | null {
  try {
    action();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
