import type { ActName } from "../scenarios/act-name.ts";
import type { TerminalReason } from "../scenarios/scenario.ts";

/** All there is to know of an episode between two turns: plain data whose canonical JSON is hashed into `state_hash`. */
export interface EpisodeState {
  /** Policy turns played. */
  readonly turn: number;
  readonly meters: Readonly<Record<string, number>>;
  /** Id → the turn in which it happened (0: before the first). */
  readonly openedFacts: Readonly<Record<string, number>>;
  readonly milestones: Readonly<Record<string, number>>;
  readonly minefields: Readonly<Record<string, number>>;
  /** Topic id → the number of turns in which it was raised. */
  readonly raisedTopics: Readonly<Record<string, number>>;
  readonly acts: Readonly<Partial<Record<ActName, number>>>;
  /** Accepted calls, oldest first. */
  readonly toolCalls: readonly AcceptedToolCall[];
  /** Line site → how often a line was drawn there. */
  readonly said: Readonly<Record<string, number>>;
  /** Sketches of the policy's latest messages, to recognise a repetition. */
  readonly sketches: readonly (readonly number[])[];
  readonly ending: EpisodeEnding | null;
}

export interface AcceptedToolCall {
  readonly toolId: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly turn: number;
}

export interface EpisodeEnding {
  readonly reason: TerminalReason;
  readonly outcome: string;
}
