import type { Caller } from "../caller.ts";
import { askedDimensions } from "./asked-dimensions.ts";
import type { FallbackComparison } from "./compare-by-fallback.ts";
import type { Comparison } from "./comparison.ts";
import { considerAudit } from "./consider-audit.ts";
import { observeComparison } from "./observe-comparison.ts";
import type { OpinedPair } from "./opined-pair.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { wantsPeople } from "./wants-people.ts";
import { type Awaitable, whenThere } from "./when-there.ts";

/**
 * The answer to a pair by the deadline, at once where nobody has to be waited for: a fallback that has not come by then has nothing to say, and does not keep people
 * from being asked. Throws or rejects as the fallback does, and with InvalidRequestError where people are to judge a dimension that the collection does not have.
 */
export function settleComparison(
  ports: ScoringPorts,
  caller: Caller,
  pair: OpinedPair,
  deadlineAt: number | null,
): Awaitable<Comparison> {
  const tell = (comparison: Comparison) => {
    observeComparison(ports, caller, pair, comparison);
    considerAudit(ports, caller, pair, comparison);
    return comparison;
  };
  return whenThere(decide(ports, caller, pair, deadlineAt), tell);
}

function decide(
  ports: ScoringPorts,
  caller: Caller,
  { scenario, request, opinion }: OpinedPair,
  deadlineAt: number | null,
): Awaitable<Comparison> {
  const { human } = request;
  const dimensions = human === null ? [] : askedDimensions(ports, request.collectionSlug, human);
  if (deadlineAt === null || !wantsPeople(ports, human, deadlineAt)) {
    return inTime(ports, opinion, deadlineAt);
  }
  const { answer, missing } = opinion;
  const [comparison, later] = answer instanceof Promise ? [missing, answer] : [answer, null];
  const ask = {
    collectionSlug: request.collectionSlug,
    scenarioSlug: request.scenarioSlug,
    scenarioTitle: scenario.public.title,
    opening: scenario.public.opening,
    responseA: request.responseA,
    responseB: request.responseB,
    dimensions,
    human,
    comparison,
    later,
  };
  return ports.people.settlePair(caller, ask, deadlineAt);
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
