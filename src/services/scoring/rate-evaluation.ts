import { PEOPLE_ALONE_FROM } from "../../domain/preference/merge-pair.ts";
import type { Caller } from "../caller.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import type { EvaluateRequest, Evaluation, ScoredEvaluation, ScoringFailure, SourceKind } from "./evaluation.ts";
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
  const { reward, scores } = evaluation;
  const scenario = findLiveScenario(ports, collectionSlug, scenarioSlug);
  const { title, opening } = scenario.public;
  const dimensions = ports.scenarios.findCollection(collectionSlug)?.dimensions ?? [];
  const ask = { scenarioTitle: title, opening, messages, reward, scores, dimensions, human };
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
    source: sourceOf(verdict.peopleWeight),
    people: { voteCount, weight: verdict.peopleWeight },
  };
}

/** Who answered where people had a part of that size in the evidence. */
export function sourceOf(peopleWeight: number): SourceKind {
  return peopleWeight >= PEOPLE_ALONE_FROM ? "people" : "blend";
}

/** Why there is no reward where people were required. */
export function tooFewVotes(voteCount: number, minVotes: number): ScoringFailure {
  const detail = `${voteCount} of the ${minVotes} votes that are required had come in when the time was over`;
  return { failureClass: "too_few_votes", detail, retryable: true };
}

/** The evaluation without what it says. */
export function withoutReward(
  evaluation: ScoredEvaluation,
  failure: ScoringFailure,
): Extract<Evaluation, { status: "unscored" }> {
  const { evaluationId, scenarioTitle, versions, scoringVersion, evaluationTimeMs } = evaluation;
  return { evaluationId, scenarioTitle, versions, scoringVersion, evaluationTimeMs, status: "unscored", failure };
}
