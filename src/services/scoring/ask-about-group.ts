import { UNCALIBRATED_WORTH } from "../../domain/preference/fallback-worth.ts";
import type { Caller } from "../caller.ts";
import { canBeCompared } from "../people/candidate-looks.ts";
import { GROUP_CANDIDATES_MAX } from "../people/group-candidates-max.ts";
import type { HumanTerms } from "../people/human-terms.ts";
import type { GroupAsk } from "../people/people.ts";
import { peopleSource } from "../people/people-source.ts";
import { tooFewVotes } from "../people/too-few-votes.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import type { BatchResult, ScoredResult } from "./batch-evaluation.ts";
import type { EvaluateRequest, ScoringFailure } from "./evaluation.ts";
import { heardOfRubric } from "./heard-of.ts";
import { invalidItem } from "./invalid-item.ts";
import { isScored } from "./is-scored.ts";
import { placeResults } from "./place-results.ts";
import { withoutReward } from "./rate-evaluation.ts";
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
 * Puts the group's candidates to people, pair by pair, and gives each the share of wins that votes and rewards together expect. Null where nobody is to be asked, nobody could tell any two apart, or nobody
 * voted: the shares of the rewards stand. The disqualified stay candidates, and nobody is shown them; nor those whose item wants nobody, or another audience. Candidates of different scenarios are not
 * compared. Where people are required and too few voted, no member has a reward.
 * @param group whole, its rewards at hand.
 */
export async function askAboutGroup<Member extends GroupMemberResult>(
  ports: ScoringPorts,
  caller: Caller,
  group: readonly Member[],
  deadlineAt: number | null,
): Promise<readonly Member[] | null> {
  const scored = group.filter((member): member is ScoredMember<Member> => member.request !== null && isScored(member.result));
  const asking = scored.map(({ request }) => request);
  const human = termsOf(asking);
  const [first] = asking;
  if (first === undefined || deadlineAt === null || !wantsPeople(ports, human, deadlineAt)) {
    return null;
  }
  const refusal = findRefusal(asking);
  if (refusal !== null) {
    return human.mode === "require" ? withoutRewards(group, refusal) : null;
  }
  const ask = toAsk(ports, scored, first, human);
  if (!canBeCompared(ask)) {
    return null;
  }
  const verdict = await ports.people.settleGroup(caller, ask, deadlineAt);
  const voteCount = verdict?.voteCount ?? 0;
  if (human.mode === "require" && voteCount < human.minVotes) {
    return withoutRewards(group, tooFewVotes(voteCount, human.minVotes));
  }
  if (verdict === null) {
    return null;
  }
  const shares = new Map(scored.map((member, index) => [member as Member, verdict.shares[index] ?? null]));
  const people = { voteCount, weight: verdict.peopleWeight };
  return group.map((member) => {
    const { result } = member;
    return isScored(result)
      ? {
          ...member,
          result: {
            ...result,
            groupReward: shares.get(member) ?? null,
            evaluation: { ...result.evaluation, people, source: peopleSource(people.weight, result.evaluation.source) },
          },
        }
      : member;
  });
}

/** What the group wants of people: what its first item says that requires them, else its first that wants them; null: nobody is wanted. */
function termsOf(requests: readonly EvaluateRequest[]): HumanTerms | null {
  const wanting = requests.flatMap(({ human }) => (human === null || human.mode === "off" ? [] : [human]));
  return wanting.find(({ mode }) => mode === "require") ?? wanting[0] ?? null;
}

/** Why people cannot be asked about the group, whoever is there; null: they can. */
function findRefusal(requests: readonly EvaluateRequest[]): ScoringFailure | null {
  const scenarios = new Set(requests.map(({ collectionSlug, scenarioSlug }) => `${collectionSlug}/${scenarioSlug}`));
  if (scenarios.size > 1) {
    return invalidItem(`/group_id: the group's items are of ${scenarios.size} scenarios; people compare candidates of one`);
  }
  return requests.length > GROUP_CANDIDATES_MAX
    ? invalidItem(`/group_id: the group has ${requests.length} items; people are asked about ${GROUP_CANDIDATES_MAX} at most`)
    : null;
}

function toAsk(
  ports: ScoringPorts,
  scored: readonly { readonly request: EvaluateRequest; readonly result: ScoredResult }[],
  { collectionSlug, scenarioSlug }: EvaluateRequest,
  human: HumanTerms,
): GroupAsk {
  const { title, opening } = findLiveScenario(ports, collectionSlug, scenarioSlug).public;
  const places = placeResults(scored.map(({ result }) => result));
  const candidates = scored.map(({ request, result }, index) => ({
    messages: request.messages,
    reward: places[index] ?? result.evaluation.reward,
    heard: result.evaluation.opinion?.heard ?? heardOfRubric(result.evaluation.reward),
    isShown: result.status === "ok" && request.human?.audience === human.audience && request.human.mode !== "off",
  }));
  const worth = scored.find(({ result }) => result.evaluation.opinion)?.result.evaluation.opinion?.worth ?? UNCALIBRATED_WORTH;
  return { collectionSlug, scenarioSlug, scenarioTitle: title, opening, candidates, worth, human };
}

/** The group where people had to decide and could not: nobody in it has a reward. */
function withoutRewards<Member extends GroupMemberResult>(group: readonly Member[], failure: ScoringFailure): readonly Member[] {
  return group.map((member) => {
    const { result } = member;
    return isScored(result) ? { ...member, result: toUnscored(result, failure) } : member;
  });
}

function toUnscored({ id, groupId, evaluation }: ScoredResult, failure: ScoringFailure): BatchResult {
  return { id, groupId, status: "unscored", evaluation: withoutReward(evaluation, failure), groupReward: null };
}
