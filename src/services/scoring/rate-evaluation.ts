import { UNCALIBRATED_WORTH } from "../../domain/preference/fallback-worth.ts";
import type { Caller } from "../caller.ts";
import { peopleSource } from "../people/people-source.ts";
import { tooFewVotes } from "../people/too-few-votes.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import type { EvaluateRequest, Evaluation, ScoredEvaluation, ScoringFailure } from "./evaluation.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { wantsPeople } from "./wants-people.ts";

/**
 * Has people rate a conversation that the fallback has scored, where the request wants them, and merges what they say with its scores. What is disqualified or has no reward stays as it is;
 * so does everything where nobody rated it in time, unless people are required.
 */
export async function rateEvaluation(
  ports: ScoringPorts,
  caller: Caller,
  { collectionSlug, scenarioSlug, messages, human }: EvaluateRequest,
  evaluation: Evaluation,
  deadlineAt: number | null,
): Promise<Evaluation> {
  if (evaluation.status !== "ok" || deadlineAt === null || !wantsPeople(ports, human, deadlineAt)) {
    return evaluation;
  }
  const { reward, scores, opinion } = evaluation;
  const worthVotes = (opinion?.worth ?? UNCALIBRATED_WORTH).votes;
  const scenario = findLiveScenario(ports, collectionSlug, scenarioSlug);
  const { title, opening } = scenario.public;
  const dimensions = ports.scenarios.findCollection(collectionSlug)?.dimensions ?? [];
  const ask = { scenarioTitle: title, opening, messages, reward, scores, worthVotes, dimensions, human };
  const verdict = await ports.people.settleRating(caller, ask, deadlineAt);
  const voteCount = verdict?.voteCount ?? 0;
  if (human.mode === "require" && voteCount < human.minVotes) {
    return withoutReward(evaluation, tooFewVotes(voteCount, human.minVotes));
  }
  if (verdict === null) {
    return evaluation;
  }
  return {
    ...evaluation,
    reward: verdict.reward,
    scores: verdict.scores,
    confidence: verdict.confidence,
    source: peopleSource(verdict.peopleWeight, evaluation.source),
    people: { voteCount, weight: verdict.peopleWeight },
  };
}

/** The evaluation without what it says. */
export function withoutReward(
  evaluation: ScoredEvaluation,
  failure: ScoringFailure,
): Extract<Evaluation, { status: "unscored" }> {
  const { evaluationId, scenarioTitle, versions, scoringVersion, evaluationTimeMs, attempts } = evaluation;
  return { evaluationId, scenarioTitle, versions, scoringVersion, evaluationTimeMs, attempts, status: "unscored", failure };
}
