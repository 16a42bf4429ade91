import { ModelCallError } from "../ports/reward-model.ts";

/** Some of the questions of a call, which are asked in a request of their own. */
export interface AskedPart<T> {
  /** Where they stand among the questions. */
  readonly places: readonly number[];
  /** One outcome each, in their order. Failures are ModelCallErrors. */
  readonly outcomes: Promise<readonly T[]>;
}

/**
 * The outcomes of a call that goes out in several requests, in the order of its questions; where a request failed, its failure for each of its questions.
 * Rejects with the first failure where all failed, or the call was stopped.
 * @param parts together every question once.
 */
export async function gatherParts<T>(
  parts: readonly AskedPart<T>[],
  signal: AbortSignal,
): Promise<readonly (T | ModelCallError)[]> {
  const settled = await Promise.allSettled(parts.map(({ outcomes }) => outcomes));
  const failures = settled.flatMap((part) => (part.status === "rejected" ? [part.reason as unknown] : []));
  const [failure] = failures;
  const foreign = failures.find((reason) => !(reason instanceof ModelCallError));
  if (foreign !== undefined || (failure !== undefined && (failures.length === parts.length || signal.aborted))) {
    throw foreign ?? failure;
  }
  const gathered: (T | ModelCallError)[] = [];
  for (const [index, part] of settled.entries()) {
    for (const [at, place] of (parts[index]?.places ?? []).entries()) {
      gathered[place] = part.status === "fulfilled" ? (part.value[at] as T) : (part.reason as ModelCallError);
    }
  }
  return gathered;
}
