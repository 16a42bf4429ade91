import type { Logger } from "pino";
import { type FailedRequest, type ProblemCode, toProblem } from "../../problem.ts";

/** What a caller is told of an error where there is no problem document. */
export interface DescribedError {
  readonly status: number;
  readonly problem: ProblemCode;
  readonly message: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

/** The same as the problem document says; logs what we have to look at. */
export function describeError(logger: Logger, error: unknown, request: FailedRequest): DescribedError {
  const { status, body } = toProblem(logger, error, request);
  const { code, detail, errors } = JSON.parse(body) as {
    readonly code: ProblemCode;
    readonly detail: string;
    readonly errors: DescribedError["errors"];
  };
  return { status, problem: code, message: detail, errors };
}
