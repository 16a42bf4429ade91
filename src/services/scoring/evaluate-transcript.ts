import { InvalidRequestError } from "../../domain/errors.ts";
import { ENGINE_VERSION } from "../../domain/persona/engine-version.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import { assessEpisode, SHAPING_VERSION } from "../../domain/scoring/assess-episode.ts";
import { DEFAULT_REWARD_CONFIG, type RewardConfig } from "../../domain/scoring/reward-config.ts";
import { type ScoreBreakdown, toBreakdown } from "../../domain/scoring/score-breakdown.ts";
import { groundTranscript } from "../../domain/transcripts/ground-transcript.ts";
import { splitSpeakers } from "../../domain/transcripts/split-speakers.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { Caller } from "../caller.ts";
import { newIdentifier } from "../new-identifier.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import type { ServicePorts } from "../service-ports.ts";
import { checkRewardConfig } from "./check-reward-config.ts";
import { toScores } from "./to-scores.ts";

export interface EvaluateRequest {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly messages: readonly TranscriptMessage[];
  readonly rewardConfig: RewardConfig | null;
}

/** Who produced a score, and under which versions: the same input and versions give the same reward. */
export interface ScoringVersions {
  readonly scenario: string;
  readonly criteria: string | null;
  readonly source: string;
  readonly calibration: string | null;
  readonly shaping: string;
}

export interface Evaluation {
  readonly evaluationId: string;
  readonly scenarioTitle: string;
  /** 0..1. */
  readonly reward: number;
  readonly scores: Readonly<Record<string, number | null>>;
  readonly scoreBreakdown: ScoreBreakdown;
  /** The scenario's own scorers answered. */
  readonly source: "rubric";
  /** How sure the answer is, 0..1; null: this source states none. */
  readonly confidence: number | null;
  readonly versions: ScoringVersions;
  readonly scoringVersion: string;
  readonly evaluationTimeMs: number;
}

/** Why an item has no score. */
export interface ScoringFailure {
  readonly failureClass: string;
  readonly detail: string;
  readonly retryable: boolean;
}

/** The persona's wording depends on the seed, what it discloses does not: a transcript is refolded under a fixed one. */
const EVALUATION_SEED = 0;

/**
 * Scores a whole conversation by the scenario's own scorers: the policy's moves are folded again through the persona engine where the other speaker's lines are the
 * persona's, else discovery is judged on those lines. Throws NotFoundError (slugs) and InvalidRequestError (no line of the policy, more moves than the scenario has turns, weights).
 */
export async function evaluateTranscript(ports: ServicePorts, _caller: Caller, request: EvaluateRequest): Promise<Evaluation> {
  const startedAt = ports.clock.now();
  const scenario = findLiveScenario(ports, request.collectionSlug, request.scenarioSlug);
  const config = checkRewardConfig(request.rewardConfig ?? DEFAULT_REWARD_CONFIG, scenario);
  const transcript = splitSpeakers(request.messages, scenario.public.opening);
  if (transcript.moves.length === 0) {
    const detail = "holds no line of the policy";
    throw new InvalidRequestError(`messages ${detail}.`, { errors: [{ pointer: "/messages", detail }] });
  }
  const { maxTurns } = scenario.public;
  const engine = ports.engines.prepare(scenario);
  const { state, conversation } = groundTranscript(engine, transcript, maxTurns, EVALUATION_SEED);
  const assessment = assessEpisode(engine, state, maxTurns, { ...conversation, reference: null }, config);
  if (assessment.reward === null) {
    const detail = "holds nothing that the scenario scores";
    throw new InvalidRequestError(`messages ${detail}.`, { errors: [{ pointer: "/messages", detail }] });
  }
  const versions = versionsOf(scenario);
  return {
    evaluationId: newIdentifier(ports.random, "ev"),
    scenarioTitle: scenario.public.title,
    reward: assessment.reward,
    scores: toScores(assessment),
    scoreBreakdown: toBreakdown(assessment),
    source: "rubric",
    confidence: null,
    versions,
    scoringVersion: toScoringVersion(versions),
    evaluationTimeMs: ports.clock.now() - startedAt,
  };
}

/** The versions an answer of the scenario's own scorers stands under. */
export function versionsOf(scenario: Scenario): ScoringVersions {
  return { scenario: scenario.digest, criteria: null, source: ENGINE_VERSION, calibration: null, shaping: SHAPING_VERSION };
}

/** One short text for all of them. */
export function toScoringVersion(versions: ScoringVersions): string {
  return `${versions.source}+${versions.shaping}+${versions.scenario.slice(0, 12)}`;
}
