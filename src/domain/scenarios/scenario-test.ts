import type { ActName } from "./act-name.ts";
import type { TerminalReason } from "./scenario.ts";
import type { ToolCall } from "./tool-call.ts";

/** A conversation written in the scenario file, with what must come of it. */
export interface ScenarioTest {
  readonly name: string;
  /** An expert's conversation: it must score at least the oracle floor of the reward card. */
  readonly oracle: boolean;
  readonly seed: number;
  readonly turns: readonly ScenarioTestTurn[];
  readonly expect: ScenarioTestExpectation;
}

export interface ScenarioTestTurn {
  readonly policy: string;
  readonly toolCalls: readonly ToolCall[];
  readonly expect: ScenarioTestTurnExpectation;
}

export interface ScenarioTestTurnExpectation {
  /** Exactly the facts opened in this turn, in any order. */
  readonly disclosed?: readonly string[];
  /** Acts that must be among those recognised. */
  readonly acts?: readonly ActName[];
  /** Topics that must be among those raised. */
  readonly raised?: readonly string[];
  readonly replyIncludes?: string;
  /** What ended the episode in this turn; null: it must go on. */
  readonly ends?: { readonly reason: TerminalReason; readonly outcome: string } | null;
}

export interface ScenarioTestExpectation {
  readonly reward?: { readonly gte?: number; readonly lte?: number };
  readonly milestones?: readonly string[];
  readonly minefields?: readonly string[];
}

export const BASELINES = ["silent", "echo", "ask_everything", "keyword_stuffing", "injection", "blind_decision"] as const;
export type Baseline = (typeof BASELINES)[number];

/** A scenario with what proves it: its tests and what mindless policies may earn at most. */
export interface CheckedScenario {
  readonly tests: readonly ScenarioTest[];
  readonly baselineCaps: Readonly<Record<Baseline, number>>;
}
