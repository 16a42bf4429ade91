import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { Caller } from "../caller.ts";
import { newIdentifier } from "../new-identifier.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import { NO_ATTEMPTS } from "./answering-source.ts";
import type { EvaluateRequest, Evaluation } from "./evaluation.ts";
import { observeEvaluations } from "./observe-evaluations.ts";
import { type FlooredEvaluation, opineEvaluations } from "./opine-evaluations.ts";
import { rateEvaluation } from "./rate-evaluation.ts";
import { readNormalization } from "./read-normalization.ts";
import { recordRewards } from "./record-rewards.ts";
import { scoreConversation } from "./score-conversation.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { versionsOf } from "./scoring-versions.ts";
import type { SettledScore } from "./settle-evaluation.ts";
import { type Awaitable, whenThere } from "./when-there.ts";

/**
 * Scores a finished conversation, asks others than the rubric where there are any, has people rate it where the request wants them, and, where the request names a history, holds the reward against it and adds it.
 * Throws NotFoundError (slugs), InvalidRequestError (no line of the policy, weights that leave nothing to score, windows) and what the store throws.
 * @param deadlineAt instant after which nothing is started, in milliseconds since 1970; null: none. What it leaves no time for is unscored.
 */
export async function evaluateTranscript(
  ports: ScoringPorts,
  caller: Caller,
  request: EvaluateRequest,
  deadlineAt: number | null,
): Promise<Evaluation> {
  const normalization = request.normalization && readNormalization(request.normalization);
  const floor = await evaluateAlone(ports, caller, request, deadlineAt);
  const scored = await opineAlone(ports, caller, { request, evaluation: floor }, deadlineAt);
  const evaluation = await rateEvaluation(ports, caller, request, scored, deadlineAt);
  observeEvaluations(ports, caller, [{ request, evaluation }]);
  if (normalization === null || evaluation.status === "unscored") {
    return evaluation;
  }
  const [normalized = null] = await recordRewards(ports, caller, [{ normalization, reward: evaluation.reward }]);
  return { ...evaluation, normalized };
}

/** The evaluation as the fallback's best source sees it; the rubric's own where there is no other. */
async function opineAlone(
  ports: ScoringPorts,
  caller: Caller,
  floored: FlooredEvaluation,
  deadlineAt: number | null,
): Promise<Evaluation> {
  const opining = ports.opinions.mayDiffer(caller.tenantId) ? opineEvaluations(ports, caller, [floored], deadlineAt) : null;
  const [opined = floored.evaluation] = (await opining) ?? [];
  return opined;
}

/** Scores one conversation by the rubric and leaves its history, where it names one, alone; at once where nothing has to be waited for. Throws or rejects as evaluateTranscript does. */
export function evaluateAlone(
  ports: ScoringPorts,
  caller: Caller,
  request: EvaluateRequest,
  deadlineAt: number | null,
): Awaitable<Evaluation> {
  const startedAt = ports.clock.now();
  const scenario = findLiveScenario(ports, request.collectionSlug, request.scenarioSlug);
  const { messages, rewardConfig, reference } = request;
  const question = { scenario, messages, rewardConfig, reference, pointer: "" };
  const score = scoreConversation(ports, caller.tenantId, question, deadlineAt);
  return whenThere(score, (settled) => toEvaluation(ports, scenario, settled, startedAt));
}

function toEvaluation(ports: ScoringPorts, scenario: Scenario, score: SettledScore, startedAt: number): Evaluation {
  const { versions, scoringVersion } = versionsOf(scenario);
  const evaluationId = newIdentifier(ports.random, "ev");
  const scenarioTitle = scenario.public.title;
  const evaluationTimeMs = ports.clock.now() - startedAt;
  if (score.status === "unscored") {
    const { status, failure, ground } = score;
    const unscored = {
      evaluationId,
      scenarioTitle,
      versions,
      scoringVersion,
      evaluationTimeMs,
      attempts: NO_ATTEMPTS,
      status,
      failure,
    };
    return ground === undefined ? unscored : { ...unscored, ground };
  }
  // Member by member: spreading one object into another costs more than a plain score.
  return {
    evaluationId,
    scenarioTitle,
    versions,
    scoringVersion,
    evaluationTimeMs,
    attempts: NO_ATTEMPTS,
    status: score.status,
    reward: score.reward,
    raw: score.raw,
    scores: score.scores,
    scoreBreakdown: score.scoreBreakdown,
    grounding: score.grounding,
    source: score.source,
    confidence: score.confidence,
    normalized: null,
    people: null,
  };
}
