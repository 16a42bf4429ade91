import type { Logger } from "pino";
import type { FieldError } from "../../../domain/errors.ts";
import { type FailedRequest, PROBLEMS, type ProblemCode, refuseFor } from "../../problem.ts";

/** What a caller is told of an error where there is no problem document. */
export interface DescribedError {
  readonly status: number;
  readonly problem: ProblemCode;
  readonly message: string;
  readonly errors: readonly FieldError[];
}

/** Faults that the message names: clients show it alone. */
const NAMED_FAULTS_MAX = 3;

/** The same as the problem document says, the first faults in the message; logs what we have to look at. */
export function describeError(
  logger: Logger,
  error: unknown,
  request: Pick<FailedRequest, "requestId" | "route">,
): DescribedError {
  const { code, detail, errors } = refuseFor(logger, error, request);
  const faults = errors
    .slice(0, NAMED_FAULTS_MAX)
    .map((fault) => (fault.pointer === "" ? fault.detail : `${fault.pointer}: ${fault.detail}`));
  return { status: PROBLEMS[code].status, problem: code, message: [detail, ...faults].join(" "), errors };
}
