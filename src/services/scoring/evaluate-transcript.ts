import type { Caller } from "../caller.ts";
import { newIdentifier } from "../new-identifier.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import type { EvaluateRequest, Evaluation } from "./evaluation.ts";
import { readNormalization } from "./read-normalization.ts";
import { recordRewards } from "./record-rewards.ts";
import { scoreConversation } from "./score-conversation.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { toScoringVersion, versionsOf } from "./scoring-versions.ts";

/**
 * Scores a finished conversation and, where the request names a history, holds the reward against it and adds it.
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
  const evaluation = await evaluateAlone(ports, caller, request, deadlineAt);
  if (normalization === null || evaluation.status === "unscored") {
    return evaluation;
  }
  const [normalized = null] = await recordRewards(ports, caller.tenantId, [{ normalization, reward: evaluation.reward }]);
  return { ...evaluation, normalized };
}

/** Scores one conversation and leaves its history, where it names one, alone. Throws as evaluateTranscript does. */
export async function evaluateAlone(
  ports: ScoringPorts,
  caller: Caller,
  request: EvaluateRequest,
  deadlineAt: number | null,
): Promise<Evaluation> {
  const startedAt = ports.clock.now();
  const scenario = findLiveScenario(ports, request.collectionSlug, request.scenarioSlug);
  const { messages, rewardConfig, reference } = request;
  const score = await scoreConversation(
    ports,
    caller.tenantId,
    { scenario, messages, rewardConfig, reference, pointer: "" },
    deadlineAt,
  );
  const versions = versionsOf(scenario);
  const common = {
    evaluationId: newIdentifier(ports.random, "ev"),
    scenarioTitle: scenario.public.title,
    versions,
    scoringVersion: toScoringVersion(versions),
    evaluationTimeMs: ports.clock.now() - startedAt,
  };
  return score.status === "unscored" ? { ...common, ...score } : { ...common, ...score, normalized: null };
}
