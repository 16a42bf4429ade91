import { ModelCallError } from "../../ports/reward-model.ts";

/** What came of those attempts that succeeded, where half of them did. Rejects as the first that failed; always where one was stopped, since then all were. */
export async function atLeastHalf<T>(attempts: readonly Promise<T>[]): Promise<readonly T[]> {
  const outcomes = await Promise.allSettled(attempts);
  const values = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failures = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  const [failure] = failures;
  const isStopped = failures.some((each) => each instanceof ModelCallError && each.reason === "timeout");
  if (isStopped || values.length < failures.length) {
    throw failure;
  }
  return values;
}
