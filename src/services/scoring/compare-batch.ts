import type { Caller } from "../caller.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import { type BatchHooks, openPauses } from "./batch-hooks.ts";
import { compareByFallback } from "./compare-by-fallback.ts";
import type {
  BatchComparison,
  CompareRequest,
  Comparison,
  DecidedComparison,
  PairBatchRequest,
  PairItem,
  PairResult,
  PairSummary,
} from "./comparison.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { SCORING_VERSION } from "./scoring-versions.ts";
import { type OpinedPair, settleComparison } from "./settle-comparison.ts";
import { toItemFailure } from "./to-item-failure.ts";
import { wantsPeople } from "./wants-people.ts";

/** A pair to be put to people: the fallback has had its say, or still thinks. */
interface PairForPeople extends OpinedPair {
  readonly index: number;
  readonly id: string;
}

/**
 * Compares every pair on its own: a bad one is reported in its place and never fails the others. The fallback goes through all of them in order; those that people
 * are asked about are then asked together under the one deadline. Rejects only where the hooks' signal says so.
 */
export async function compareBatch(
  ports: ScoringPorts,
  caller: Caller,
  { pairs, deadlineAt }: PairBatchRequest,
  hooks: BatchHooks<PairResult> = {},
): Promise<BatchComparison> {
  const startedAt = ports.clock.now();
  const results: PairResult[] = [];
  const settle = (index: number, result: PairResult) => {
    results[index] = result;
    hooks.onResult?.(result, index);
  };
  const forPeople: PairForPeople[] = [];
  const beforePair = openPauses(ports.clock, hooks);
  for (const [index, pair] of pairs.entries()) {
    const pause = beforePair();
    if (pause !== null) {
      await pause;
    }
    const id = pair.id ?? String(index);
    const result = await comparePair(ports, caller, pair, id, deadlineAt);
    if ("opinion" in result) {
      forPeople.push({ ...result, index, id });
    } else {
      settle(index, result);
    }
  }
  if (forPeople.length > 0) {
    hooks.onWait?.();
    // Those on which people can tell most get the annotators that there are.
    const asked = forPeople.toSorted((one, other) => certaintyOf(one) - certaintyOf(other));
    const ask = async (pair: PairForPeople) =>
      settle(pair.index, await toResult(ports, caller, pair.id, () => settleComparison(ports, caller, pair, deadlineAt)));
    const askAndTell = (pair: PairForPeople) => ask(pair).then(() => hooks.onWait?.());
    await Promise.all(asked.map(askAndTell));
  }
  return {
    results,
    summary: summarise(results),
    scoringVersion: SCORING_VERSION,
    totalTimeMs: ports.clock.now() - startedAt,
  };
}

/** The result of a pair that needs nobody, or what the fallback says of one that people are asked about. */
async function comparePair(
  ports: ScoringPorts,
  caller: Caller,
  pair: PairItem,
  id: string,
  deadlineAt: number | null,
): Promise<PairResult | OpinedPair> {
  if ("invalid" in pair) {
    return { id, status: "error", failure: pair.invalid };
  }
  const { request } = pair;
  try {
    const opined = opine(ports, caller, request, deadlineAt);
    return wantsPeople(ports, request.human, deadlineAt)
      ? opined
      : await toResult(ports, caller, id, () => settleComparison(ports, caller, opined, deadlineAt));
  } catch (error) {
    return { id, status: "error", failure: toItemFailure(ports, caller, error) };
  }
}

function opine(ports: ScoringPorts, caller: Caller, request: CompareRequest, deadlineAt: number | null): OpinedPair {
  const scenario = findLiveScenario(ports, request.collectionSlug, request.scenarioSlug);
  return { scenario, request, opinion: compareByFallback(ports, caller, scenario, request, deadlineAt) };
}

async function toResult(
  ports: ScoringPorts,
  caller: Caller,
  id: string,
  compare: () => Comparison | Promise<Comparison>,
): Promise<PairResult> {
  try {
    const comparison = await compare();
    // Not as alike as they look: the two have different types.
    return comparison.status === "ok"
      ? { id, status: comparison.status, comparison }
      : { id, status: comparison.status, comparison };
  } catch (error) {
    return { id, status: "error", failure: toItemFailure(ports, caller, error) };
  }
}

/** How far the fallback is from one half; 0 where it has said nothing. */
function certaintyOf({ opinion: { answer } }: OpinedPair): number {
  return answer instanceof Promise || answer.status === "unscored" ? 0 : Math.abs(answer.pA - 0.5);
}

function summarise(results: readonly PairResult[]): PairSummary {
  const decided = results.flatMap((result) => (result.status === "ok" ? [result.comparison] : []));
  const count = (status: PairResult["status"]) => results.filter((result) => result.status === status).length;
  const won = (winner: DecidedComparison["winner"]) => decided.filter((comparison) => comparison.winner === winner).length;
  return {
    ok: decided.length,
    unscored: count("unscored"),
    error: count("error"),
    a: won("a"),
    b: won("b"),
    tie: won("tie"),
    meanMargin: decided.length > 0 ? decided.reduce((sum, { margin }) => sum + margin, 0) / decided.length : null,
  };
}
