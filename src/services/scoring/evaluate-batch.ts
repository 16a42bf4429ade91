import { roundScore } from "../../domain/scoring/round-score.ts";
import type { Caller } from "../caller.ts";
import { askAboutGroup } from "./ask-about-group.ts";
import type { BatchEvaluation, BatchRequest, BatchResult, BatchSummary } from "./batch-evaluation.ts";
import type { BatchHooks } from "./batch-hooks.ts";
import { BatchRun } from "./batch-run.ts";
import { withBoundAsks } from "./bound-asks.ts";
import { considerGroupAudit } from "./consider-audit.ts";
import { evaluateAlone } from "./evaluate-transcript.ts";
import type { EvaluatedItem } from "./evaluated-item.ts";
import type { ScoringFailure } from "./evaluation.ts";
import { gatherGroups } from "./gather-groups.ts";
import { isScored } from "./is-scored.ts";
import { normalizeResults, type ResultToNormalize } from "./normalize-results.ts";
import { observeEvaluations, type SettledMember } from "./observe-evaluations.ts";
import { opineMembers } from "./opine-members.ts";
import { type PlannedItem, planBatch } from "./plan-batch.ts";
import { rateEvaluation } from "./rate-evaluation.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { SCORING_VERSION } from "./scoring-versions.ts";
import { shareGroupRewards } from "./share-group-rewards.ts";
import { toBatchResult } from "./to-batch-result.ts";
import { toItemFailure } from "./to-item-failure.ts";
import { wantsPeople } from "./wants-people.ts";
import { type Awaitable, whenThere } from "./when-there.ts";

/**
 * Evaluates every item on its own, in order: a bad one is reported in its place and never fails the others. Groups and histories are settled among the items
 * that have a reward; others than the rubric and people are asked about all that they are wanted for at the same time, under the one deadline. Rejects only where the hooks' signal says so; nothing is recorded then.
 */
export async function evaluateBatch(
  ports: ScoringPorts,
  caller: Caller,
  request: BatchRequest,
  hooks: BatchHooks<BatchResult> = {},
): Promise<BatchEvaluation> {
  const { items, rewardMode, deadlineAt } = request;
  const startedAt = ports.clock.now();
  const mayDiffer = ports.opinions.mayDiffer(caller.tenantId);
  const deciding = withBoundAsks(ports, caller.tenantId);
  const run = new BatchRun<BatchResult>(ports.clock, hooks);
  const planned = planBatch(items, rewardMode);
  const standTogether = mayDiffer || rewardMode === "group" ? gatherGroups<EvaluatedItem>(planned) : alone;
  const toNormalize: ResultToNormalize[] = [];
  const place = (members: readonly EvaluatedItem[]) => {
    observeMembers(ports, caller, members);
    considerGroupAudit(ports, caller, members);
    for (const { index, item, result } of members) {
      if (item.normalization !== null && isScored(result)) {
        toNormalize.push({ index, normalization: item.normalization, result });
      } else {
        run.settle(index, result);
      }
    }
  };
  for (const [index, item] of planned.entries()) {
    const pause = run.beforeItem();
    if (pause !== null) {
      await pause;
    }
    const evaluating = evaluateItem(ports, caller, item, deadlineAt);
    const result = evaluating instanceof Promise ? await evaluating : evaluating;
    const asked = "request" in item ? item.request : null;
    const whole = standTogether({ index, item, groupId: item.groupId, request: asked, result });
    const decided = decideTogether(deciding, caller, whole, request);
    if (decided instanceof Promise) {
      run.waitFor(decided.then(place));
    } else {
      place(decided);
    }
  }
  await run.waitForAll();
  for (const { index, result } of await normalizeResults(ports, caller, toNormalize)) {
    run.settle(index, result);
  }
  return {
    results: run.results,
    summary: summarise(run.results),
    scoringVersion: SCORING_VERSION,
    totalTimeMs: ports.clock.now() - startedAt,
  };
}

function alone(item: EvaluatedItem): readonly EvaluatedItem[] {
  return [item];
}

function observeMembers(ports: ScoringPorts, caller: Caller, members: readonly EvaluatedItem[]): void {
  const settled: SettledMember[] = [];
  for (const { request, result } of members) {
    if (request !== null && result.status !== "error") {
      settled.push({ request, evaluation: result.evaluation });
    }
  }
  observeEvaluations(ports, caller, settled);
}

/** What becomes of items that stand together: what others than the rubric say of them, their standing in their group, and what people say. At once where nobody has to be waited for. */
function decideTogether(
  ports: ScoringPorts,
  caller: Caller,
  members: readonly EvaluatedItem[],
  { rewardMode, deadlineAt }: BatchRequest,
): Awaitable<readonly EvaluatedItem[]> {
  const hold = (opined: readonly EvaluatedItem[]) => {
    const held = rewardMode === "group" ? shareGroupRewards(opined) : opined;
    return askPeople(ports, caller, held, rewardMode, deadlineAt) ?? held;
  };
  const opining = ports.opinions.mayDiffer(caller.tenantId) ? opineMembers(ports, caller, members, rewardMode, deadlineAt) : null;
  return opining === null ? hold(members) : opining.then(hold);
}

/** The members with what people say of them; null where nobody is to be asked. A fault leaves those as they are that can do without people. */
function askPeople(
  ports: ScoringPorts,
  caller: Caller,
  members: readonly EvaluatedItem[],
  rewardMode: BatchRequest["rewardMode"],
  deadlineAt: number | null,
): Promise<readonly EvaluatedItem[]> | null {
  if (!members.some(({ request }) => request !== null && wantsPeople(ports, request.human, deadlineAt))) {
    return null;
  }
  const asking =
    rewardMode === "group"
      ? askAboutGroup(ports, caller, members, deadlineAt)
      : Promise.all(members.map((member) => rateItem(ports, caller, member, deadlineAt)));
  return asking.then(
    (judged) => judged ?? members,
    (error: unknown) => {
      const failure = toItemFailure(ports, caller, error);
      const isRequired = members.some(({ request }) => request?.human?.mode === "require");
      return members.map((member) =>
        isRequired && isScored(member.result) ? { ...member, result: toError(member.item, failure) } : member,
      );
    },
  );
}

async function rateItem(
  ports: ScoringPorts,
  caller: Caller,
  member: EvaluatedItem,
  deadlineAt: number | null,
): Promise<EvaluatedItem> {
  const { item, request, result } = member;
  return request === null || result.status === "error"
    ? member
    : { ...member, result: toBatchResult(item, await rateEvaluation(ports, caller, request, result.evaluation, deadlineAt)) };
}

function evaluateItem(ports: ScoringPorts, caller: Caller, item: PlannedItem, deadlineAt: number | null): Awaitable<BatchResult> {
  if ("refusal" in item) {
    return toError(item, item.refusal);
  }
  const fail = (error: unknown) => toError(item, toItemFailure(ports, caller, error));
  try {
    const evaluation = evaluateAlone(ports, caller, item.request, deadlineAt);
    const result = whenThere(evaluation, (settled) => toBatchResult(item, settled));
    return result instanceof Promise ? result.catch(fail) : result;
  } catch (error) {
    return fail(error);
  }
}

function toError({ id, groupId }: PlannedItem, failure: ScoringFailure): BatchResult {
  return { id, groupId, status: "error", failure };
}

function summarise(results: readonly BatchResult[]): BatchSummary {
  const counts = { ok: 0, disqualified: 0, unscored: 0, error: 0 };
  let sum = 0;
  for (const result of results) {
    counts[result.status] += 1;
    sum += isScored(result) ? result.evaluation.reward : 0;
  }
  const { ok, disqualified, unscored, error } = counts;
  const scored = ok + disqualified;
  return { ok, disqualified, unscored, error, meanReward: scored > 0 ? roundScore(sum / scored) : null };
}
