import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { HumanTerms } from "../people/human-terms.ts";
import type { AnsweringSource, SourceAttempt } from "./answering-source.ts";
import type { ScoringFailure, ScoringVersions } from "./evaluation.ts";
import type { KeptPairOpinion } from "./kept-opinion.ts";

/** Two conversations that answer the same scenario. */
export interface CompareRequest {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly responseA: readonly TranscriptMessage[];
  readonly responseB: readonly TranscriptMessage[];
  /** As in EvaluateRequest; the same for both. */
  readonly reference: string | null;
  /** What the caller wants of people; null: nothing. */
  readonly human: HumanTerms | null;
}

/** Counted votes. Whoever finds both bad is among the ties. */
export interface ComparisonVotes {
  readonly a: number;
  readonly b: number;
  readonly tie: number;
  readonly bothBad: number;
  /** Of all. */
  readonly count: number;
  /** By key, of those who judged a dimension by itself; absent: nobody did. */
  readonly dimensions?: Readonly<Record<string, DimensionVotes>>;
}

/** What voters say of one dimension of a pair. */
export interface DimensionVotes {
  readonly a: number;
  readonly b: number;
  readonly tie: number;
}

interface SettledComparison {
  readonly comparisonId: string;
  readonly votes: ComparisonVotes;
  /** Signed difference by dimension, A minus B, as the fallback scored them; null where either has no value. */
  readonly dimensionMargins: Readonly<Record<string, number | null>>;
  readonly versions: ScoringVersions;
  readonly scoringVersion: string;
  /** False where a later revision may follow. */
  readonly final: boolean;
  /** As in an evaluation. */
  readonly attempts: readonly SourceAttempt[];
  /** Where others than the rubric were asked. */
  readonly opinion?: KeptPairOpinion;
}

/** Which of two is better. Swapping them mirrors it exactly. */
export interface DecidedComparison extends SettledComparison {
  readonly status: "ok";
  readonly winner: "a" | "b" | "tie";
  /** Probability that people would prefer A, 0..1; by an uncalibrated logistic as long as `versions.calibration` is null. */
  readonly pA: number;
  readonly margin: number;
  readonly signedMargin: number;
  readonly rewardA: number;
  readonly rewardB: number;
  /** Without votes the larger of P(A) and P(B); with votes, how sure it is that most people agree with the winner, or for a tie that they are split. */
  readonly confidence: number;
  /** Shares of the evidence, summing to 1. */
  readonly sources: { readonly people: number; readonly model: number };
  readonly source: AnsweringSource;
  /** What the fallback said by itself, where votes were counted; null where none were and where it had nothing to say. */
  readonly fallback: FallbackOpinion | null;
}

/** A fallback's own answer to a comparison. */
export interface FallbackOpinion {
  readonly source: AnsweringSource;
  readonly pA: number;
  readonly rewardA: number;
  readonly rewardB: number;
}

/** A comparison that could not be decided: a side has no reward, or fewer people voted than had to. */
export interface UndecidedComparison extends SettledComparison {
  readonly status: "unscored";
  readonly failure: ScoringFailure;
}

export type Comparison = DecidedComparison | UndecidedComparison;

/** A pair as the door hands it in: a request, or why it is none. */
export type PairItem = { readonly id: string | null } & (
  | { readonly request: CompareRequest }
  | { readonly invalid: ScoringFailure }
);

export interface PairBatchRequest {
  readonly pairs: readonly PairItem[];
  /** Instant after which nothing more is started, in milliseconds since 1970; null: none. */
  readonly deadlineAt: number | null;
}

/** What became of one pair. Its id is its own, else its place in the batch: `0` is the first. */
export type PairResult = { readonly id: string } & (
  | { readonly status: "ok"; readonly comparison: DecidedComparison }
  | { readonly status: "unscored"; readonly comparison: UndecidedComparison }
  | { readonly status: "error"; readonly failure: ScoringFailure }
);

export interface PairSummary {
  readonly ok: number;
  readonly unscored: number;
  readonly error: number;
  /** Of the decided ones, how many each side won. */
  readonly a: number;
  readonly b: number;
  readonly tie: number;
  /** Mean of the absolute margins of the decided ones; null where there is none. */
  readonly meanMargin: number | null;
}

export interface BatchComparison {
  /** In the order of the pairs. */
  readonly results: readonly PairResult[];
  readonly summary: PairSummary;
  readonly scoringVersion: string;
  readonly totalTimeMs: number;
}
