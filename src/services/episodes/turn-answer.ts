import type { TerminalReason } from "../../domain/scenarios/scenario.ts";
import type { ScoreBreakdown } from "../../domain/scoring/score-breakdown.ts";

/** What the persona says. */
export interface Observation {
  readonly role: "assistant" | "user";
  readonly content: string;
}

/** One turn's answer, kept so that a retry gets the same one. */
export interface TurnAnswer {
  readonly requestId: string;
  readonly episodeId: string;
  readonly turn: number;
  readonly observation: Observation;
  /** By the episode's reward mode; null where turns are not scored. */
  readonly reward: number | null;
  readonly rewardDelta: number | null;
  readonly cumulativeReward: number | null;
  /** Dimension keys of the collection; null where turns are not scored. */
  readonly scores: Readonly<Record<string, number | null>> | null;
  /** Shown only to callers with the admin scope. */
  readonly scoreBreakdown: ScoreBreakdown | null;
  readonly toolResults: readonly { readonly name: string; readonly accepted: boolean; readonly detail: string | null }[];
  readonly episodeComplete: boolean;
  readonly terminalReason: TerminalReason | null;
  readonly outcome: string | null;
  readonly stateHash: string;
}
