import { compareStrengths } from "../../domain/preference/compare-strengths.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import { compareDimensions } from "../../domain/scoring/compare-dimensions.ts";
import type { Caller } from "../caller.ts";
import type { Opinion } from "../fallback/opinions.ts";
import { applyOpinion, groundOfAskable } from "./apply-opinion.ts";
import { askOpinions, attemptsOf, withoutOpinion } from "./ask-opinions.ts";
import type { CompareRequest, Comparison, DecidedComparison } from "./comparison.ts";
import { withRubric } from "./heard-of.ts";
import { isSuspected } from "./is-suspected.ts";
import type { KeptPairOpinion } from "./kept-opinion.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { versionsUnder } from "./scoring-versions.ts";
import type { SettledScore } from "./settle-evaluation.ts";
import { toOpinionAsk } from "./to-opinion-ask.ts";
import { worthOf } from "./worth-of.ts";

/** A pair that the rubric has looked at. */
export interface FlooredPair {
  readonly scenario: Scenario;
  readonly request: CompareRequest;
  readonly scores: readonly [a: SettledScore, b: SettledScore];
  /** The rubric's answer. */
  readonly floor: Comparison;
}

/** The pair as the best source that covers both sides sees it, by the deadline. Null where there is nothing to ask: a gate excludes a side, or there was no time for it. */
export function opinePair(
  ports: ScoringPorts,
  caller: Caller,
  pair: FlooredPair,
  deadlineAt: number | null,
): Promise<Comparison> | null {
  const { scenario, request, scores } = pair;
  const { responseA, responseB, reference } = request;
  if (scores.some((score) => groundOfAskable(score) === null)) {
    return null;
  }
  const [rewardA, rewardB] = rewardsOf(pair);
  const ask = toOpinionAsk(ports, scenario, "pair", [
    { messages: responseA, reference, rubricReward: rewardA },
    { messages: responseB, reference, rubricReward: rewardB },
  ]);
  return (
    ask &&
    askOpinions(ports, caller, ask, deadlineAt).then((opinion) =>
      opinion.candidates === null ? withoutOpinion(pair.floor, opinion) : decideByOpinion(pair, opinion),
    )
  );
}

function decideByOpinion(pair: FlooredPair, opinion: Opinion): Comparison {
  const { scenario, scores, floor } = pair;
  const { source, calibration, strengths } = opinion;
  const kept: KeptPairOpinion = {
    worth: worthOf(opinion),
    heard: withRubric(opinion.heard, rewardsOf(pair)),
    isInjectionSuspected: [isSuspected(opinion, 0), isSuspected(opinion, 1)],
  };
  const attempts = attemptsOf(opinion);
  if (source.kind === "rubric" && calibration === null && floor.status === "ok") {
    return { ...floor, source, attempts, opinion: kept };
  }
  const { shaping } = scenario.private.scoring;
  const a = applyOpinion(scores[0], opinion, 0, shaping);
  const b = applyOpinion(scores[1], opinion, 1, shaping);
  const [strengthA = 0, strengthB = 0] = strengths;
  const { winner, pA, signedMargin, rewardA, rewardB } = compareStrengths(
    { strength: strengthA, reward: a.score.reward, shapedAway: a.shapedAway },
    { strength: strengthB, reward: b.score.reward, shapedAway: b.shapedAway },
  );
  const { comparisonId, votes, final } = floor;
  const decided: DecidedComparison = {
    comparisonId,
    votes,
    ...versionsUnder(scenario, source.revision, calibration),
    final,
    attempts,
    status: "ok",
    winner,
    pA,
    margin: Math.abs(signedMargin),
    signedMargin,
    rewardA,
    rewardB,
    dimensionMargins: compareDimensions(a.score.scores, b.score.scores),
    confidence: Math.max(pA, 1 - pA),
    sources: { people: 0, model: 1 },
    source,
    fallback: null,
    opinion: kept,
  };
  return decided;
}

function rewardsOf({ scores }: FlooredPair): readonly [a: number | null, b: number | null] {
  const [a, b] = scores;
  return [a.status === "unscored" ? null : a.reward, b.status === "unscored" ? null : b.reward];
}
