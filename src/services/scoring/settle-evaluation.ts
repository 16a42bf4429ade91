import { assertInvariant } from "../../domain/assert.ts";
import { toBreakdown } from "../../domain/scoring/score-breakdown.ts";
import type { ConversationGround } from "./conversation-ground.ts";
import type { ScoredEvaluation, ScoringFailure } from "./evaluation.ts";
import type { Evidence } from "./evidence.ts";
import { toScores } from "./to-scores.ts";

/** What an evaluation says of the conversation itself: the same for the same input and versions, whoever asks and when. */
export type SettledScore =
  | ({ readonly status: ScoredEvaluation["status"] } & Pick<
      ScoredEvaluation,
      "reward" | "raw" | "scores" | "scoreBreakdown" | "grounding" | "source" | "confidence"
    >)
  | {
      readonly status: "unscored";
      readonly failure: ScoringFailure;
      /** Where nothing of it applies and nothing excludes it: what another source's reward can stand on. */
      readonly ground?: ConversationGround;
    };

const NOTHING_APPLIES: ScoringFailure = {
  failureClass: "not_applicable",
  detail: "nothing that the scenario scores applies to this conversation",
  retryable: false,
};

/**
 * The one place where evidence becomes an answer: the first piece that has a reward gives it, already shaped by every stage from the gates to the clip.
 * Where none has, the failure of the first piece is the reason; never a reward of 0.
 * @param evidence at least one piece, the most trusted source first.
 */
export function settleEvaluation(evidence: readonly Evidence[]): SettledScore {
  let reason: ScoringFailure | null = null;
  let ground: ConversationGround | null = null;
  for (const piece of evidence) {
    if ("failure" in piece) {
      reason ??= piece.failure;
      continue;
    }
    const { reward, raw, isDisqualified } = piece.assessment;
    if (reward === null || raw === null) {
      reason ??= NOTHING_APPLIES;
      ground ??= isDisqualified ? null : groundOf(piece);
      continue;
    }
    return {
      status: isDisqualified ? "disqualified" : "ok",
      reward,
      raw,
      scores: toScores(piece.assessment),
      scoreBreakdown: toBreakdown(piece.assessment),
      grounding: piece.grounding,
      source: piece.source,
      confidence: piece.confidence,
    };
  }
  assertInvariant(reason, "There is a piece of evidence.");
  return { status: "unscored", failure: reason, ...(ground === null ? {} : { ground }) };
}

function groundOf({ assessment, grounding }: Extract<Evidence, { assessment: unknown }>): ConversationGround {
  return { scores: toScores(assessment), scoreBreakdown: toBreakdown(assessment), grounding };
}
