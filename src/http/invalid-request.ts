import { InvalidRequestError } from "../domain/errors.ts";
import { describeIssues } from "./describe-issues.ts";

/** What a caller is told whose path or body does not fit the contract. @param target which of them: `json` for the body. */
export function invalidRequest(
  target: string,
  issues: Parameters<typeof describeIssues>[0],
  input: unknown,
): InvalidRequestError {
  const errors = describeIssues(issues, input);
  if (target !== "json") {
    const [first] = errors;
    return new InvalidRequestError(`The path is not valid: ${first?.pointer.slice(1)}: ${first?.detail}`);
  }
  const count = issues.length === 1 ? "1 fault" : `${issues.length} faults`;
  const shown = issues.length > errors.length ? `, of which the first ${errors.length} are` : "";
  return new InvalidRequestError(`The body has ${count}${shown} listed in errors.`, { errors });
}
