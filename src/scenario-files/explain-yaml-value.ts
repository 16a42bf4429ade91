import type { z } from "zod";

/** What is wrong with a value of another kind than expected, in the words of one who writes YAML; undefined: zod's own words will do. */
export const explainYamlValue: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== "invalid_type") {
    return undefined;
  }
  const { expected, input } = issue;
  if (input === undefined) {
    return `is missing: expected ${NAMES[expected] ?? expected}`;
  }
  if (expected === "string") {
    return `must be text, and YAML reads ${nameOf(input)} here: put it in quotes`;
  }
  return NAMES[expected] === undefined ? undefined : `must be ${NAMES[expected]}; here stands ${nameOf(input)}`;
};

const NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list ([a, b] or lines that begin with -)",
  object: "fields (name: value)",
  record: "fields (name: value)",
};

function nameOf(input: unknown): string {
  if (input === null) {
    return "nothing";
  }
  if (Array.isArray(input)) {
    return "a list";
  }
  switch (typeof input) {
    case "string":
      return "text";
    case "number":
      return `the number ${input}`;
    case "boolean":
      return `${input}`;
    default:
      return "fields (a colon with a space after it makes one)";
  }
}
