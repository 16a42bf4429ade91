import type { Scenario } from "../../domain/scenarios/scenario.ts";
import { compareDimensions } from "../../domain/scoring/compare-dimensions.ts";
import { compareRewards } from "../../domain/scoring/compare-rewards.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { Caller } from "../caller.ts";
import { newIdentifier } from "../new-identifier.ts";
import { NO_ATTEMPTS } from "./answering-source.ts";
import { UNANSWERED } from "./ask-opinions.ts";
import type { CompareRequest, Comparison, UndecidedComparison } from "./comparison.ts";
import type { ScoringFailure } from "./evaluation.ts";
import { type FlooredPair, opinePair } from "./opine-pair.ts";
import { OUT_OF_TIME_FAILURE, scoreConversation } from "./score-conversation.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { versionsOf } from "./scoring-versions.ts";
import type { SettledScore } from "./settle-evaluation.ts";
import type { Awaitable } from "./when-there.ts";

/** What the fallback makes of a pair. */
export interface FallbackComparison {
  /** Its answer, at once where nothing has to be waited for. Rejects with InvalidRequestError (a side without a line of the policy). */
  readonly answer: Awaitable<Comparison>;
  /** What stands in for it where it does not come in time, under the same id: what the rubric says, or a comparison without an answer. */
  readonly missing: Comparison;
}

/** Compares two conversations without people. Throws InvalidRequestError (a side without a line of the policy). */
export function compareByFallback(
  ports: ScoringPorts,
  caller: Caller,
  scenario: Scenario,
  request: CompareRequest,
  deadlineAt: number | null,
): FallbackComparison {
  const { reference } = request;
  const score = (messages: readonly TranscriptMessage[], pointer: string) =>
    scoreConversation(ports, caller.tenantId, { scenario, messages, rewardConfig: null, reference, pointer }, deadlineAt);
  const a = score(request.responseA, "/response_a");
  const b = score(request.responseB, "/response_b");
  const missing = undecided(ports, scenario, OUT_OF_TIME_FAILURE);
  const opine = (scores: FlooredPair["scores"]) =>
    opineOrDecide(ports, caller, { scenario, request, scores }, missing, deadlineAt);
  if (a instanceof Promise || b instanceof Promise) {
    const answer = Promise.all([a, b]).then((scores) => opine(scores).answer);
    // It may fail before anybody looks at it.
    answer.catch(() => undefined);
    return { answer, missing };
  }
  return opine([a, b]);
}

/** What others than the rubric say of the pair, where there are any; meanwhile the rubric's own answer stands in. */
function opineOrDecide(
  ports: ScoringPorts,
  caller: Caller,
  pair: Omit<FlooredPair, "floor">,
  missing: UndecidedComparison,
  deadlineAt: number | null,
): FallbackComparison {
  const floor = decide(...pair.scores, missing);
  const opining = ports.opinions.mayDiffer(caller.tenantId) ? opinePair(ports, caller, { ...pair, floor }, deadlineAt) : null;
  return opining === null
    ? { answer: floor, missing }
    : { answer: opining, missing: floor.status === "ok" ? { ...floor, source: UNANSWERED.source } : floor };
}

function undecided(ports: ScoringPorts, scenario: Scenario, failure: ScoringFailure): UndecidedComparison {
  const { collectionSlug } = scenario.public;
  const dimensions = ports.scenarios.findCollection(collectionSlug)?.dimensions ?? [];
  const { versions, scoringVersion } = versionsOf(scenario);
  return {
    comparisonId: newIdentifier(ports.random, "cmp"),
    votes: { a: 0, b: 0, tie: 0, bothBad: 0, count: 0 },
    dimensionMargins: Object.fromEntries(dimensions.map(({ key }) => [key, null])),
    versions,
    scoringVersion,
    final: true,
    attempts: NO_ATTEMPTS,
    status: "unscored",
    failure,
  };
}

function decide(a: SettledScore, b: SettledScore, missing: UndecidedComparison): Comparison {
  if (a.status === "unscored") {
    return { ...missing, failure: a.failure };
  }
  if (b.status === "unscored") {
    return { ...missing, failure: b.failure };
  }
  const { winner, pA, signedMargin } = compareRewards(a.reward, b.reward);
  const { comparisonId, votes, versions, scoringVersion, final, attempts } = missing;
  return {
    comparisonId,
    votes,
    versions,
    scoringVersion,
    final,
    attempts,
    status: "ok",
    winner,
    pA,
    margin: Math.abs(signedMargin),
    signedMargin,
    rewardA: a.reward,
    rewardB: b.reward,
    dimensionMargins: compareDimensions(a.scores, b.scores),
    confidence: Math.max(pA, 1 - pA),
    sources: { people: 0, model: 1 },
    source: a.source,
    fallback: null,
  };
}
