import type { ActName } from "../scenarios/act-name.ts";
import type { TerminalReason } from "../scenarios/scenario.ts";
import type { Counts } from "./counts.ts";
import type { Sketch } from "./sketch-message.ts";

/** All there is to know of an episode between two turns: plain data whose canonical JSON, counts as objects, is hashed into `state_hash`. */
export interface EpisodeState {
  /** Policy turns played. */
  readonly turn: number;
  readonly meters: Counts;
  /** Id → the turn in which it happened (0: before the first). */
  readonly openedFacts: Counts;
  readonly milestones: Counts;
  readonly minefields: Counts;
  /** Topic id → the number of turns in which it was raised. */
  readonly raisedTopics: Counts;
  readonly acts: Counts<ActName>;
  /** Accepted calls, oldest first. */
  readonly toolCalls: readonly AcceptedToolCall[];
  /** Line site → how often a line was drawn there. */
  readonly said: Counts;
  /** Sketches of the policy's latest messages, to recognise a repetition. */
  readonly sketches: readonly Sketch[];
  readonly ending: EpisodeEnding | null;
}

export interface AcceptedToolCall {
  readonly toolId: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly turn: number;
}

/** Why an episode is over, and what came of it. */
export interface EpisodeEnding {
  readonly terminalReason: TerminalReason;
  readonly outcome: string;
}
