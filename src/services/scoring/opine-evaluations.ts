import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { Caller } from "../caller.ts";
import type { HeardSource, Opinion } from "../fallback/opinions.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import { applyOpinion, groundOfAskable, strengthOf } from "./apply-opinion.ts";
import { askOpinions, attemptsOf, withoutOpinion } from "./ask-opinions.ts";
import type { EvaluateRequest, Evaluation, ScoredEvaluation } from "./evaluation.ts";
import { heardOf, withRubric } from "./heard-of.ts";
import { isSuspected } from "./is-suspected.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { versionsUnder } from "./scoring-versions.ts";
import { toOpinionAsk } from "./to-opinion-ask.ts";
import { worthOf } from "./worth-of.ts";

/** A conversation with what the rubric makes of it. */
export interface FlooredEvaluation {
  readonly request: EvaluateRequest;
  readonly evaluation: Evaluation;
}

/**
 * Conversations that stand together, as the best source that covers all of them sees them: one source for all. What a gate excludes and what there was no time for stays as it is. Null where there is nothing to ask about: nothing is
 * left, or a caller weighs the rubric's dimensions by itself, which no other source knows. Resolves by the deadline; where nobody answers, the rubric's answers stand and say so. Throws NotFoundError where the scenario has just gone.
 * @param members of one scenario.
 */
export function opineEvaluations(
  ports: ScoringPorts,
  caller: Caller,
  members: readonly FlooredEvaluation[],
  deadlineAt: number | null,
): Promise<readonly Evaluation[]> | null {
  const asked = members.filter(({ evaluation }) => groundOfAskable(evaluation) !== null);
  const [first] = asked;
  if (first === undefined || asked.some(({ request }) => (request.rewardConfig?.qualityWeights ?? null) !== null)) {
    return null;
  }
  const scenario = findLiveScenario(ports, first.request.collectionSlug, first.request.scenarioSlug);
  const rewards = asked.map(({ evaluation }) => (evaluation.status === "unscored" ? null : evaluation.reward));
  const conversations = asked.map(({ request: { messages, reference } }, place) => ({
    messages,
    reference,
    rubricReward: rewards[place] ?? null,
  }));
  const ask = toOpinionAsk(ports, scenario, asked.length === 1 ? "single" : "group", conversations);
  if (ask === null) {
    return null;
  }
  const askedAt = ports.clock.now();
  return askOpinions(ports, caller, ask, deadlineAt).then((opinion) => {
    const opine =
      opinion.candidates === null
        ? (evaluation: Evaluation) => withoutOpinion(evaluation, opinion)
        : createOpiner(scenario, opinion, withRubric(opinion.heard, rewards), ports.clock.now() - askedAt);
    const places = new Map(asked.map(({ evaluation }, place) => [evaluation, place]));
    return members.map(({ evaluation }) => {
      const place = places.get(evaluation);
      return place === undefined ? evaluation : opine(evaluation, place);
    });
  });
}

/** @returns what an evaluation of the rubric's becomes by the opinion on the candidate of that place. */
function createOpiner(
  scenario: Scenario,
  opinion: Opinion,
  heard: readonly HeardSource[],
  askedMs: number,
): (floor: Evaluation, place: number) => ScoredEvaluation {
  const { versions, scoringVersion } = versionsUnder(scenario, opinion.source.revision, opinion.calibration);
  const attempts = attemptsOf(opinion);
  const worth = worthOf(opinion);
  return (floor, place) => {
    const opined = applyOpinion(floor, opinion, place, scenario.private.scoring.shaping);
    return {
      evaluationId: floor.evaluationId,
      scenarioTitle: floor.scenarioTitle,
      versions,
      scoringVersion,
      evaluationTimeMs: floor.evaluationTimeMs + askedMs,
      attempts,
      ...opined.score,
      normalized: null,
      people: null,
      opinion: {
        strength: strengthOf(opinion, place, opined),
        worth,
        heard: heardOf(heard, place),
        isInjectionSuspected: isSuspected(opinion, place),
      },
    };
  };
}
