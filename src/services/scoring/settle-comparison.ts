import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { Caller } from "../caller.ts";
import type { HumanTerms } from "../people/human-terms.ts";
import type { FallbackComparison } from "./compare-by-fallback.ts";
import type { CompareRequest, Comparison } from "./comparison.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import type { Awaitable } from "./when-there.ts";

/** A pair that the fallback has been asked about. */
export interface OpinedPair {
  readonly scenario: Scenario;
  readonly request: CompareRequest;
  readonly opinion: FallbackComparison;
}

/** Whether people are to be asked about a pair: they are wanted, and somebody is there or has to be waited for. */
export function wantsPeople(
  { people }: Pick<ScoringPorts, "people">,
  human: HumanTerms | null,
  deadlineAt: number | null,
): human is HumanTerms {
  if (human === null || human.mode === "off" || deadlineAt === null) {
    return false;
  }
  return human.mode === "require" || people.areThere(human.audience);
}

/**
 * The answer to a pair by the deadline, at once where nobody has to be waited for: a fallback that has not come by then has nothing to say, and does not keep people
 * from being asked. Throws or rejects as the fallback does.
 */
export function settleComparison(
  ports: ScoringPorts,
  caller: Caller,
  { scenario, request, opinion }: OpinedPair,
  deadlineAt: number | null,
): Awaitable<Comparison> {
  const { human } = request;
  if (deadlineAt === null || !wantsPeople(ports, human, deadlineAt)) {
    return inTime(ports, opinion, deadlineAt);
  }
  const { answer, missing } = opinion;
  const ask = {
    scenarioTitle: scenario.public.title,
    opening: scenario.public.opening,
    responseA: request.responseA,
    responseB: request.responseB,
    human,
  };
  return answer instanceof Promise
    ? ports.people.settlePair(caller, { ...ask, comparison: missing, later: answer }, deadlineAt)
    : ports.people.settlePair(caller, { ...ask, comparison: answer, later: null }, deadlineAt);
}

/** What the fallback answers by the deadline, else what stands in for it. */
function inTime(
  { timer, clock }: ScoringPorts,
  { answer, missing }: FallbackComparison,
  deadlineAt: number | null,
): Awaitable<Comparison> {
  if (!(answer instanceof Promise) || deadlineAt === null) {
    return answer;
  }
  return new Promise((resolve, reject) => {
    const disarm = timer.set(Math.max(0, deadlineAt - clock.now()), () => resolve(missing));
    answer.then(resolve, reject).finally(disarm);
  });
}
