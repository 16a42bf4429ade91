import type { Caller } from "../caller.ts";
import { type BatchHooks, openPauses } from "./batch-hooks.ts";
import { compareTranscripts } from "./compare-transcripts.ts";
import type { BatchComparison, DecidedComparison, PairBatchRequest, PairItem, PairResult, PairSummary } from "./comparison.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { SCORING_VERSION } from "./scoring-versions.ts";
import { toItemFailure } from "./to-item-failure.ts";

/** Compares every pair on its own, in order: a bad one is reported in its place and never fails the others. Rejects only where the hooks' signal says so. */
export async function compareBatch(
  ports: ScoringPorts,
  caller: Caller,
  { pairs, deadlineAt }: PairBatchRequest,
  hooks: BatchHooks<PairResult> = {},
): Promise<BatchComparison> {
  const startedAt = ports.clock.now();
  const results: PairResult[] = [];
  const beforePair = openPauses(ports.clock, hooks);
  for (const [index, pair] of pairs.entries()) {
    const pause = beforePair();
    if (pause !== null) {
      await pause;
    }
    const result = await comparePair(ports, caller, pair, pair.id ?? String(index), deadlineAt);
    results.push(result);
    hooks.onResult?.(result, index);
  }
  return {
    results,
    summary: summarise(results),
    scoringVersion: SCORING_VERSION,
    totalTimeMs: ports.clock.now() - startedAt,
  };
}

async function comparePair(
  ports: ScoringPorts,
  caller: Caller,
  pair: PairItem,
  id: string,
  deadlineAt: number | null,
): Promise<PairResult> {
  if ("invalid" in pair) {
    return { id, status: "error", failure: pair.invalid };
  }
  try {
    const comparison = await compareTranscripts(ports, caller, pair.request, deadlineAt);
    // Not as alike as they look: the two have different types.
    return comparison.status === "ok"
      ? { id, status: comparison.status, comparison }
      : { id, status: comparison.status, comparison };
  } catch (error) {
    return { id, status: "error", failure: toItemFailure(ports, caller, error) };
  }
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
