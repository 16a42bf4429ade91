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

/** The one place where evidence becomes an answer: its reward, already shaped by every stage from the gates to the clip; where it has none, why. Never a reward of 0 in its place. */
export function settleEvaluation({ source, assessment, grounding, confidence }: Evidence): SettledScore {
  const { reward, raw, isDisqualified } = assessment;
  const ground: ConversationGround = { scores: toScores(assessment), scoreBreakdown: toBreakdown(assessment), grounding };
  if (reward === null || raw === null) {
    return { status: "unscored", failure: NOTHING_APPLIES, ...(isDisqualified ? {} : { ground }) };
  }
  return {
    status: isDisqualified ? "disqualified" : "ok",
    reward,
    raw,
    scores: ground.scores,
    scoreBreakdown: ground.scoreBreakdown,
    grounding,
    source,
    confidence,
  };
}
