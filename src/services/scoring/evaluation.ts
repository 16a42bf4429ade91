import type { ErrorCode } from "../../domain/errors.ts";
import type { NormalizedReward } from "../../domain/scoring/normalize-reward.ts";
import type { RewardConfig } from "../../domain/scoring/reward-config.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { HumanTerms } from "../people/human-terms.ts";
import type { AnsweringSource, SourceAttempt } from "./answering-source.ts";
import type { ConversationGround } from "./conversation-ground.ts";
import type { KeptOpinion } from "./kept-opinion.ts";

/** One conversation to be scored. */
export interface EvaluateRequest {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly messages: readonly TranscriptMessage[];
  readonly rewardConfig: RewardConfig | null;
  /** The right answer, for rubric checks that compare with the caller's reference; null: there is none. */
  readonly reference: string | null;
  /** The history the reward is held against and added to; null: none. */
  readonly normalization: NormalizationRequest | null;
  /** What is wanted of people; null: nothing. */
  readonly human: HumanTerms | null;
}

export interface NormalizationRequest {
  readonly key: string;
  /** Such as `7d`, `2w`, `1m` (30 days each), `500n` (the last 500); at most 5. */
  readonly windows: readonly string[];
}

/** Who produced a score, and under which versions: the same input and versions give the same reward. */
export interface ScoringVersions {
  readonly scenario: string;
  readonly criteria: string | null;
  readonly source: string;
  readonly calibration: string | null;
  readonly shaping: string;
}

/**
 * The code of a typed error where one stopped the item; else `deadline` (the time ran out), `not_applicable` (nothing the scenario scores applies to the
 * conversation), `too_few_votes` (people had to answer, and fewer did than had to) or `internal` (a fault of the server, which its log tells).
 */
export type FailureClass = ErrorCode | "deadline" | "not_applicable" | "too_few_votes" | "internal";

/** Why there is no reward. */
export interface ScoringFailure {
  readonly failureClass: FailureClass;
  readonly detail: string;
  readonly retryable: boolean;
}

/** What is common to every settled evaluation, scored or not. */
interface Settled {
  readonly evaluationId: string;
  readonly scenarioTitle: string;
  readonly versions: ScoringVersions;
  readonly scoringVersion: string;
  readonly evaluationTimeMs: number;
  /** Who of the fallback was asked, in the order of its chain; none where nobody but the rubric could have been. */
  readonly attempts: readonly SourceAttempt[];
}

/** A conversation with its reward. */
export interface ScoredEvaluation extends Settled, ConversationGround {
  /** `disqualified`: a gate of factor 0 fell. */
  readonly status: "ok" | "disqualified";
  /** 0..1, after every stage of shaping. */
  readonly reward: number;
  /** Before gates and penalties, 0..1: the weighted mean of the dimensions, or what another source gives. */
  readonly raw: number;
  readonly source: AnsweringSource;
  /** How sure the answer is, 0..1; null: this source states none. */
  readonly confidence: number | null;
  /** By window; null where no history was asked for. */
  readonly normalized: Readonly<Record<string, NormalizedReward>> | null;
  /** Votes that are part of it, and their share of the evidence, 0..1; null: there are none. */
  readonly people: { readonly voteCount: number; readonly weight: number } | null;
  /** Where others than the rubric were asked, and nothing excludes the conversation. */
  readonly opinion?: KeptOpinion;
}

/** A conversation no value could be produced for in time. Never a reward of 0. */
export interface UnscoredEvaluation extends Settled {
  readonly status: "unscored";
  readonly failure: ScoringFailure;
  /** Where nothing of it applies and nothing excludes it: what another source's reward can stand on. */
  readonly ground?: ConversationGround;
}

export type Evaluation = ScoredEvaluation | UnscoredEvaluation;
