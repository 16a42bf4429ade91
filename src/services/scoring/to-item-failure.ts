import { FolkmootError } from "../../domain/errors.ts";
import type { Caller } from "../caller.ts";
import type { ScoringFailure } from "./evaluation.ts";
import { failureOf } from "./failure-of.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

const INTERNAL: ScoringFailure = {
  failureClass: "internal",
  detail: "a fault of the server; its log tells more under this request's id",
  retryable: false,
};

/** Why one item of a batch has no answer. What the caller may not see is reported to the log and answered without a word of it. */
export function toItemFailure(ports: Pick<ScoringPorts, "reportFault">, caller: Caller, error: unknown): ScoringFailure {
  if (error instanceof FolkmootError) {
    return failureOf(error);
  }
  ports.reportFault(error, caller.requestId);
  return INTERNAL;
}
