import { compareRewards } from "../../domain/scoring/compare-rewards.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { Caller } from "../caller.ts";
import { newIdentifier } from "../new-identifier.ts";
import type { ServicePorts } from "../service-ports.ts";
import { evaluateTranscript, type ScoringVersions } from "./evaluate-transcript.ts";

export interface CompareRequest {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly responseA: readonly TranscriptMessage[];
  readonly responseB: readonly TranscriptMessage[];
}

export interface Comparison {
  readonly comparisonId: string;
  readonly winner: "a" | "b" | "tie";
  /** Probability that people would prefer A, 0..1; by an uncalibrated logistic as long as `versions.calibration` is null. */
  readonly pA: number;
  readonly margin: number;
  readonly signedMargin: number;
  readonly rewardA: number;
  readonly rewardB: number;
  /** The larger of P(A) and P(B). */
  readonly confidence: number;
  readonly votes: { readonly a: number; readonly b: number; readonly tie: number; readonly count: number };
  /** Shares of the evidence, summing to 1. */
  readonly sources: { readonly people: number; readonly model: number };
  readonly source: "rubric";
  readonly final: boolean;
  readonly versions: ScoringVersions;
  readonly scoringVersion: string;
}

/** Compares two conversations by the scenario's own scorers. Throws as evaluateTranscript does. */
export async function compareTranscripts(ports: ServicePorts, caller: Caller, request: CompareRequest): Promise<Comparison> {
  const { collectionSlug, scenarioSlug } = request;
  const evaluate = (messages: readonly TranscriptMessage[]) =>
    evaluateTranscript(ports, caller, { collectionSlug, scenarioSlug, messages, rewardConfig: null });
  const [a, b] = await Promise.all([evaluate(request.responseA), evaluate(request.responseB)]);
  const { winner, pA, signedMargin } = compareRewards(a.reward, b.reward);
  return {
    comparisonId: newIdentifier(ports.random, "cmp"),
    winner,
    pA,
    margin: Math.abs(signedMargin),
    signedMargin,
    rewardA: a.reward,
    rewardB: b.reward,
    confidence: Math.max(pA, 1 - pA),
    votes: { a: 0, b: 0, tie: 0, count: 0 },
    sources: { people: 0, model: 1 },
    source: "rubric",
    final: true,
    versions: a.versions,
    scoringVersion: a.scoringVersion,
  };
}
