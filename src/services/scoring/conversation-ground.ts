import type { ScoreBreakdown } from "../../domain/scoring/score-breakdown.ts";
import type { Grounding } from "../../domain/transcripts/ground-transcript.ts";

/** What the engine found of a conversation besides its reward: what it is shaped with, whoever gives the reward. */
export interface ConversationGround {
  /** Value by dimension; null where no check of it applies. */
  readonly scores: Readonly<Record<string, number | null>>;
  readonly scoreBreakdown: ScoreBreakdown;
  readonly grounding: Grounding;
}
