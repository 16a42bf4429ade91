import type { Caller } from "../caller.ts";
import type { GroupAsk } from "../people/people.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import type { BatchResult, ScoredResult } from "./batch-evaluation.ts";
import type { EvaluateRequest } from "./evaluation.ts";
import { isScored } from "./is-scored.ts";
import { sourceOf, tooFewVotes, withoutReward } from "./rate-evaluation.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { wantsPeople } from "./wants-people.ts";

/** A member of a whole group. */
export interface GroupMemberResult {
  /** Null: the item is none that can be scored. */
  readonly request: EvaluateRequest | null;
  readonly result: BatchResult;
}

type ScoredMember<Member> = Member & { readonly request: EvaluateRequest; readonly result: ScoredResult };

/**
 * Puts the group's candidates to people, pair by pair, and gives each the share of wins that votes and rewards together expect. Null where nobody is to be asked or nobody voted: the shares of the rewards
 * stand. The disqualified stay candidates, and nobody is shown them; candidates of different scenarios are not compared. Where people are required and too few voted, no member has a reward.
 * @param group whole, its rewards at hand.
 */
export async function askAboutGroup<Member extends GroupMemberResult>(
  ports: ScoringPorts,
  caller: Caller,
  group: readonly Member[],
  deadlineAt: number | null,
): Promise<readonly Member[] | null> {
  const scored = group.filter((member): member is ScoredMember<Member> => member.request !== null && isScored(member.result));
  const request = scored[0]?.request;
  const human = request?.human ?? null;
  if (request === undefined || deadlineAt === null || !wantsPeople(ports, human, deadlineAt)) {
    return null;
  }
  const isOfOneScenario = scored.every(
    (member) => member.request.collectionSlug === request.collectionSlug && member.request.scenarioSlug === request.scenarioSlug,
  );
  const { title, opening } = findLiveScenario(ports, request.collectionSlug, request.scenarioSlug).public;
  const candidates: GroupAsk["candidates"] = scored.map((member) => ({
    messages: member.request.messages,
    reward: member.result.evaluation.reward,
    isShown: member.result.status === "ok",
  }));
  const verdict = isOfOneScenario
    ? await ports.people.settleGroup(caller, { scenarioTitle: title, opening, candidates, human }, deadlineAt)
    : null;
  const voteCount = verdict?.voteCount ?? 0;
  if (human.mode === "require" && voteCount < human.minVotes) {
    const failure = tooFewVotes(voteCount, human.minVotes);
    return group.map((member) => (isScored(member.result) ? { ...member, result: toUnscored(member.result, failure) } : member));
  }
  if (verdict === null) {
    return null;
  }
  const shares = new Map(scored.map((member, index) => [member as Member, verdict.shares[index] ?? null]));
  const people = { voteCount, weight: verdict.peopleWeight };
  const source = sourceOf(verdict.peopleWeight);
  return group.map((member) => {
    const { result } = member;
    return isScored(result)
      ? {
          ...member,
          result: { ...result, groupReward: shares.get(member) ?? null, evaluation: { ...result.evaluation, people, source } },
        }
      : member;
  });
}

function toUnscored({ id, groupId, evaluation }: ScoredResult, failure: Parameters<typeof withoutReward>[1]): BatchResult {
  return { id, groupId, status: "unscored", evaluation: withoutReward(evaluation, failure), groupReward: null };
}
