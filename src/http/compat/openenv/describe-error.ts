import type { Logger } from "pino";
import { type FailedRequest, type ProblemCode, toProblem } from "../../problem.ts";

/** What a caller is told of an error where there is no problem document. */
export interface DescribedError {
  readonly status: number;
  readonly problem: ProblemCode;
  readonly message: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

/** Faults that the message names: clients show it alone. */
const NAMED_FAULTS_MAX = 3;

/** The same as the problem document says, the first faults in the message; logs what we have to look at. */
export function describeError(logger: Logger, error: unknown, request: FailedRequest): DescribedError {
  const { status, body } = toProblem(logger, error, request);
  const { code, detail, errors } = JSON.parse(body) as {
    readonly code: ProblemCode;
    readonly detail: string;
    readonly errors: DescribedError["errors"];
  };
  const faults = errors
    .slice(0, NAMED_FAULTS_MAX)
    .map((fault) => (fault.pointer === "" ? fault.detail : `${fault.pointer}: ${fault.detail}`));
  return { status, problem: code, message: [detail, ...faults].join(" "), errors };
}
