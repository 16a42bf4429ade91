import type { z } from "zod";
import { InvalidRequestError } from "../domain/errors.ts";
import { describeIssues, openUnions } from "./describe-issues.ts";

/** What a target is called that is not the body. */
const PARTS: Readonly<Record<string, string>> = { param: "path", query: "query" };

/** The refusal of a request whose body (`json`), path or query does not fit its contract. The first 20 faults of a body are listed. */
export function invalidPart(target: string, found: readonly z.core.$ZodIssue[], input: unknown): InvalidRequestError {
  const issues = openUnions(found);
  const errors = describeIssues(issues, input);
  if (target !== "json") {
    const [first] = errors;
    return new InvalidRequestError(`The ${PARTS[target] ?? target} is not valid: ${first?.pointer.slice(1)}: ${first?.detail}`);
  }
  const count = issues.length === 1 ? "1 fault" : `${issues.length} faults`;
  const shown = issues.length > errors.length ? `, of which the first ${errors.length} are` : "";
  return new InvalidRequestError(`The body has ${count}${shown} listed in errors.`, { errors });
}
