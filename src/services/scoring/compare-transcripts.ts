import { assertInvariant } from "../../domain/assert.ts";
import { compareDimensions } from "../../domain/scoring/compare-dimensions.ts";
import { compareRewards } from "../../domain/scoring/compare-rewards.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { Caller } from "../caller.ts";
import { newIdentifier } from "../new-identifier.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import type { CompareRequest, Comparison } from "./comparison.ts";
import type { ScoringFailure } from "./evaluation.ts";
import { scoreConversation } from "./score-conversation.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { versionsOf } from "./scoring-versions.ts";

/**
 * Which of two conversations is better; swapping them mirrors the answer exactly. Where either has no reward there is no winner either.
 * Throws NotFoundError (slugs) and InvalidRequestError (a side without a line of the policy).
 * @param deadlineAt instant after which nothing is started, in milliseconds since 1970; null: none.
 */
export async function compareTranscripts(
  ports: ScoringPorts,
  caller: Caller,
  request: CompareRequest,
  deadlineAt: number | null,
): Promise<Comparison> {
  const scenario = findLiveScenario(ports, request.collectionSlug, request.scenarioSlug);
  const { reference } = request;
  const score = (messages: readonly TranscriptMessage[], pointer: string) =>
    scoreConversation(ports, caller.tenantId, { scenario, messages, rewardConfig: null, reference, pointer }, deadlineAt);
  const a = await score(request.responseA, "/response_a");
  const b = await score(request.responseB, "/response_b");
  const { versions, scoringVersion } = versionsOf(scenario);
  const common = {
    comparisonId: newIdentifier(ports.random, "cmp"),
    votes: { a: 0, b: 0, tie: 0, count: 0 },
    versions,
    scoringVersion,
    final: true,
  };
  if (a.status === "unscored" || b.status === "unscored") {
    const failures = [a, b].flatMap((side) => (side.status === "unscored" ? [side.failure] : []));
    return { ...common, status: "unscored", failure: mostLasting(failures) };
  }
  const { winner, pA, signedMargin } = compareRewards(a.reward, b.reward);
  return {
    ...common,
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
  };
}

/** One that a later try would not mend, where there is one: so that the reason is the same whichever side comes first. */
function mostLasting(failures: readonly ScoringFailure[]): ScoringFailure {
  const lasting = failures.find(({ retryable }) => !retryable) ?? failures[0];
  assertInvariant(lasting, "A side failed.");
  return lasting;
}
