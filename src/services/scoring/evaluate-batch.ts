import type { Caller } from "../caller.ts";
import type { BatchEvaluation, BatchRequest, BatchResult, BatchSummary } from "./batch-evaluation.ts";
import { type BatchHooks, openPauses } from "./batch-hooks.ts";
import { evaluateAlone } from "./evaluate-transcript.ts";
import type { Evaluation } from "./evaluation.ts";
import { gatherGroups } from "./gather-groups.ts";
import { isScored } from "./is-scored.ts";
import { normalizeResults, type ResultToNormalize } from "./normalize-results.ts";
import { type PlannedItem, planBatch } from "./plan-batch.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { SCORING_VERSION } from "./scoring-versions.ts";
import { shareGroupRewards } from "./share-group-rewards.ts";
import { toItemFailure } from "./to-item-failure.ts";
import { type Awaitable, whenThere } from "./when-there.ts";

/**
 * Evaluates every item on its own, in order: a bad one is reported in its place and never fails the others. Groups and histories are settled among the items
 * that have a reward. Rejects only where the hooks' signal says so; nothing is recorded then.
 */
export async function evaluateBatch(
  ports: ScoringPorts,
  caller: Caller,
  { items, rewardMode, deadlineAt }: BatchRequest,
  hooks: BatchHooks<BatchResult> = {},
): Promise<BatchEvaluation> {
  const startedAt = ports.clock.now();
  const results: BatchResult[] = [];
  const settle = (index: number, result: BatchResult) => {
    results[index] = result;
    hooks.onResult?.(result, index);
  };
  const planned = planBatch(items, rewardMode);
  const gather = gatherGroups<EvaluatedItem>(planned);
  const toNormalize: ResultToNormalize[] = [];
  const beforeItem = openPauses(ports.clock, hooks);
  for (const [index, item] of planned.entries()) {
    const pause = beforeItem();
    if (pause !== null) {
      await pause;
    }
    const evaluating = evaluateItem(ports, caller, item, deadlineAt);
    const result = evaluating instanceof Promise ? await evaluating : evaluating;
    const evaluated = { index, item, groupId: item.groupId, result };
    const whole = rewardMode === "group" ? shareGroupRewards(gather(evaluated)) : [evaluated];
    for (const member of whole) {
      const { normalization } = member.item;
      if (normalization !== null && isScored(member.result)) {
        toNormalize.push({ index: member.index, normalization, result: member.result });
      } else {
        settle(member.index, member.result);
      }
    }
  }
  for (const { index, result } of await normalizeResults(ports, caller, toNormalize)) {
    settle(index, result);
  }
  return {
    results,
    summary: summarise(results),
    scoringVersion: SCORING_VERSION,
    totalTimeMs: ports.clock.now() - startedAt,
  };
}

interface EvaluatedItem {
  readonly index: number;
  readonly item: PlannedItem;
  readonly groupId: string | null;
  readonly result: BatchResult;
}

function evaluateItem(ports: ScoringPorts, caller: Caller, item: PlannedItem, deadlineAt: number | null): Awaitable<BatchResult> {
  const { id, groupId } = item;
  if ("refusal" in item) {
    return { id, groupId, status: "error", failure: item.refusal };
  }
  const fail = (error: unknown): BatchResult => ({ id, groupId, status: "error", failure: toItemFailure(ports, caller, error) });
  try {
    const evaluation = evaluateAlone(ports, caller, item.request, deadlineAt);
    const result = whenThere(evaluation, (settled) => toResult(item, settled));
    return result instanceof Promise ? result.catch(fail) : result;
  } catch (error) {
    return fail(error);
  }
}

function toResult({ id, groupId }: PlannedItem, evaluation: Evaluation): BatchResult {
  // Not as alike as they look: the two have different types.
  return evaluation.status === "unscored"
    ? { id, groupId, status: evaluation.status, evaluation, groupReward: null }
    : { id, groupId, status: evaluation.status, evaluation, groupReward: null };
}

function summarise(results: readonly BatchResult[]): BatchSummary {
  const rewards = results.filter(isScored).map(({ evaluation }) => evaluation.reward);
  const count = (status: BatchResult["status"]) => results.filter((result) => result.status === status).length;
  return {
    ok: count("ok"),
    disqualified: count("disqualified"),
    unscored: count("unscored"),
    error: count("error"),
    meanReward: rewards.length > 0 ? rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length : null,
  };
}
