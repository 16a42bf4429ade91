import type { Caller } from "../caller.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import type { BatchHooks } from "./batch-hooks.ts";
import { BatchRun } from "./batch-run.ts";
import { withBoundAsks } from "./bound-asks.ts";
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
import type { OpinedPair } from "./opined-pair.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { SCORING_VERSION } from "./scoring-versions.ts";
import { settleComparison } from "./settle-comparison.ts";
import { toItemFailure } from "./to-item-failure.ts";
import { wantsPeople } from "./wants-people.ts";
import { type Awaitable, whenThere } from "./when-there.ts";

/** A pair to be put to people: the fallback has had its say, or still thinks. */
interface PairForPeople extends OpinedPair {
  readonly index: number;
  readonly id: string;
}

/**
 * Compares every pair on its own: a bad one is reported in its place and never fails the others. The rubric goes through all of them in order; others than it, where there are any, are asked about many at the same time; those that
 * people are asked about are then asked together under the one deadline. Rejects only where the hooks' signal says so.
 */
export async function compareBatch(
  ports: ScoringPorts,
  caller: Caller,
  { pairs, deadlineAt }: PairBatchRequest,
  hooks: BatchHooks<PairResult> = {},
): Promise<BatchComparison> {
  const startedAt = ports.clock.now();
  const deciding = withBoundAsks(ports, caller.tenantId);
  const run = new BatchRun<PairResult>(ports.clock, hooks);
  const settleLater = (index: number, result: Promise<PairResult>) =>
    run.waitFor(result.then((settled) => run.settle(index, settled)));
  const forPeople: PairForPeople[] = [];
  for (const [index, pair] of pairs.entries()) {
    const pause = run.beforeItem();
    if (pause !== null) {
      await pause;
    }
    const id = pair.id ?? String(index);
    const result = comparePair(deciding, caller, pair, id, deadlineAt);
    if (result instanceof Promise) {
      settleLater(index, result);
    } else if ("opinion" in result) {
      forPeople.push({ ...result, index, id });
    } else {
      run.settle(index, result);
    }
  }
  // Those on which people can tell most get the annotators that there are.
  for (const pair of forPeople.toSorted((one, other) => certaintyOf(one) - certaintyOf(other))) {
    settleLater(pair.index, (async () => await settlePair(deciding, caller, pair.id, pair, deadlineAt))());
  }
  await run.waitForAll();
  return {
    results: run.results,
    summary: summarise(run.results),
    scoringVersion: SCORING_VERSION,
    totalTimeMs: ports.clock.now() - startedAt,
  };
}

/** The result of a pair that needs nobody, at once where nothing has to be waited for, or what the fallback says of one that people are asked about. */
function comparePair(
  ports: ScoringPorts,
  caller: Caller,
  pair: PairItem,
  id: string,
  deadlineAt: number | null,
): Awaitable<PairResult> | OpinedPair {
  if ("invalid" in pair) {
    return { id, status: "error", failure: pair.invalid };
  }
  const { request } = pair;
  try {
    const opined = opine(ports, caller, request, deadlineAt);
    return wantsPeople(ports, request.human, deadlineAt) ? opined : settlePair(ports, caller, id, opined, deadlineAt);
  } catch (error) {
    return toError(ports, caller, id, error);
  }
}

function opine(ports: ScoringPorts, caller: Caller, request: CompareRequest, deadlineAt: number | null): OpinedPair {
  const scenario = findLiveScenario(ports, request.collectionSlug, request.scenarioSlug);
  return { scenario, request, opinion: compareByFallback(ports, caller, scenario, request, deadlineAt) };
}

/** What becomes of a pair; never throws or rejects. */
function settlePair(
  ports: ScoringPorts,
  caller: Caller,
  id: string,
  pair: OpinedPair,
  deadlineAt: number | null,
): Awaitable<PairResult> {
  const fail = (error: unknown) => toError(ports, caller, id, error);
  try {
    const result = whenThere(settleComparison(ports, caller, pair, deadlineAt), (comparison) => toResult(id, comparison));
    return result instanceof Promise ? result.catch(fail) : result;
  } catch (error) {
    return fail(error);
  }
}

function toError(ports: ScoringPorts, caller: Caller, id: string, error: unknown): PairResult {
  return { id, status: "error", failure: toItemFailure(ports, caller, error) };
}

function toResult(id: string, comparison: Comparison): PairResult {
  // Not as alike as they look: the two have different types.
  return comparison.status === "ok"
    ? { id, status: comparison.status, comparison }
    : { id, status: comparison.status, comparison };
}

/** How far the fallback, or what stands in for it, is from one half; 0 where it has said nothing. */
function certaintyOf({ opinion: { answer, missing } }: OpinedPair): number {
  const known = answer instanceof Promise ? missing : answer;
  return known.status === "unscored" ? 0 : Math.abs(known.pA - 0.5);
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
