import type { z } from "zod";
import type { FieldError } from "../domain/errors.ts";

/** An invalid batch can hold thousands of faults; nobody reads more than these. */
export const FIELD_ERRORS_MAX = 20;
const SHOWN_CHARACTERS_MAX = 60;
/** What zod says of a union that was not given a message of its own. */
const UNION_MESSAGE = "Invalid input";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** zod's findings as field errors: where, the rule, and what was received instead. The first 20 only. */
export function describeIssues(issues: readonly Issue[], input: unknown): readonly FieldError[] {
  return openUnions(issues.slice(0, FIELD_ERRORS_MAX))
    .slice(0, FIELD_ERRORS_MAX)
    .map((issue) => {
      const { path, message } = innermost(issue);
      return { pointer: toJsonPointer(path), detail: describe(message, valueAt(input, path)) };
    });
}

/** A path as an RFC 6901 pointer; empty for the whole value. */
export function toJsonPointer(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The findings with a union's replaced by those of its one branch that takes a value of that type: what is wrong with an object is not that it is no null. */
export function openUnions(issues: readonly Issue[]): readonly Issue[] {
  return issues.flatMap((issue) => {
    const [branch, ...others] = issue.code === "invalid_union" ? issue.errors.filter(takesType) : [];
    return branch === undefined || others.length > 0
      ? [issue]
      : openUnions(branch).map((nested) => ({ ...nested, path: [...issue.path, ...nested.path] }));
  });
}

function takesType(branch: readonly Issue[]): boolean {
  return !branch.some(
    (issue) =>
      issue.path.length === 0 &&
      (issue.code === "invalid_type" ||
        issue.code === "invalid_value" ||
        (issue.code === "invalid_union" && !issue.errors.some(takesType))),
  );
}

/** Of a union's branches, the one that got furthest into the value explains best what is wrong. */
function innermost(issue: Issue): { readonly path: Path; readonly message: string } {
  let best = { path: issue.path as Path, message: issue.message };
  if (issue.code === "invalid_union") {
    best.message = issue.message === UNION_MESSAGE ? `expected ${[...new Set(expectedBy(issue))].join(" or ")}` : issue.message;
    for (const nested of issue.errors.flat()) {
      const found = innermost(nested);
      if (issue.path.length + found.path.length > best.path.length) {
        best = { path: [...issue.path, ...found.path], message: found.message };
      }
    }
  }
  return best;
}

/** What each branch of a union would take in its place, for a value that is none of it. */
function expectedBy(issue: Issue): readonly string[] {
  switch (issue.code) {
    case "invalid_union":
      return issue.errors.flatMap((branch) => branch.filter(({ path }) => path.length === 0).flatMap(expectedBy));
    case "invalid_type":
      return [issue.expected];
    case "invalid_value":
      return issue.values.map((value) => JSON.stringify(value));
    default:
      return [toRule(issue.message)];
  }
}

function describe(message: string, value: unknown): string {
  const rule = toRule(message);
  if (value === undefined) {
    return `Missing: ${rule}.`;
  }
  return `${rule.charAt(0).toUpperCase()}${rule.slice(1)}; received ${describeValue(value)}.`;
}

function toRule(message: string): string {
  return message.replace(/^Invalid input: /, "").replace(/, received .*$/, "");
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  if (value !== null && typeof value === "object") {
    return "an object";
  }
  if (typeof value === "string" && value.length > SHOWN_CHARACTERS_MAX) {
    return `a text of ${value.length} characters`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    return "a number that is too large";
  }
  return JSON.stringify(value);
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const part of path) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, part)) {
      return undefined;
    }
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
