import type { Caller } from "../caller.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import { compareByFallback } from "./compare-by-fallback.ts";
import type { CompareRequest, Comparison } from "./comparison.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { settleComparison } from "./settle-comparison.ts";

/**
 * Which of two conversations is better, as the fallback and, where the request wants people, live votes have it by the deadline; swapping them mirrors the answer
 * exactly. Throws NotFoundError (slugs) and InvalidRequestError (a side without a line of the policy).
 * @param deadlineAt instant by which the answer is there, in milliseconds since 1970; null: none, and nobody is asked.
 */
export async function compareTranscripts(
  ports: ScoringPorts,
  caller: Caller,
  request: CompareRequest,
  deadlineAt: number | null,
): Promise<Comparison> {
  const scenario = findLiveScenario(ports, request.collectionSlug, request.scenarioSlug);
  const opinion = compareByFallback(ports, caller, scenario, request, deadlineAt);
  return await settleComparison(ports, caller, { scenario, request, opinion }, deadlineAt);
}
