import { type FieldError, InvalidRequestError, NotFoundError } from "../../domain/errors.ts";
import type { SampleValue } from "../../services/scoring/sample-value.ts";
import { FIELD_ERRORS_MAX } from "../describe-issues.ts";
import type { CompatKnobs } from "./compat-knobs.ts";
import { type Sample, unscoredError } from "./score-samples.ts";

/**
 * Refuses a request of which not every sample has a reward: what cannot be scored as it is as the caller's mistake, the rest as unavailable (503, to be tried again).
 * Where the caller chose what stands for a reward that is not there, only samples for scenarios that are not there are refused: a filler would hide that for a whole run.
 * Throws NotFoundError, InvalidRequestError and UnavailableError.
 */
export function refuseFailures(
  samples: readonly Sample[],
  values: readonly SampleValue[],
  onError: CompatKnobs["onError"],
): void {
  const faults: FieldError[] = [];
  for (const [index, { failure }] of values.entries()) {
    if (failure?.failureClass === "not_found") {
      throw new NotFoundError(failure.detail);
    }
    if (failure?.failureClass === "invalid_request" && faults.length < FIELD_ERRORS_MAX) {
      faults.push({ pointer: samples[index]?.pointer ?? "", detail: failure.detail });
    }
  }
  const [first] = values.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  if (onError !== "refuse" || first === undefined) {
    return;
  }
  if (faults.length > 0) {
    throw new InvalidRequestError("The body holds what cannot be scored; errors lists it.", { errors: faults });
  }
  throw unscoredError(first);
}
