import type { ActName } from "./act-name.ts";
import type { TerminalReason } from "./scenario.ts";
import type { ToolCall } from "./tool-call.ts";

/** A conversation written in the scenario file, with what must come of it. */
export interface ScenarioTest {
  readonly name: string;
  /** An expert's conversation: it must score at least the oracle floor of the reward card. */
  readonly oracle: boolean;
  readonly seed: number;
  /** What the first message answers, for the checks that read the request; null: the scenario's opening. */
  readonly request: string | null;
  /** The right answer, as a caller may send it; null: none is sent. */
  readonly reference: string | null;
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

/** What must hold once the conversation is over. */
export interface ScenarioTestExpectation {
  readonly reward?: ExpectedBounds;
  readonly milestones?: readonly string[];
  readonly minefields?: readonly string[];
  /** By dimension key. */
  readonly dimensions?: Readonly<Record<string, "unscored" | ExpectedBounds>>;
  /** By the id of a rubric check: wholly met, not at all, not applicable, or the share met. */
  readonly checks?: Readonly<Record<string, "met" | "not_met" | "not_applicable" | ExpectedBounds>>;
  readonly disqualified?: boolean;
}

/** Both bounds belong to what is expected. */
export interface ExpectedBounds {
  readonly gte?: number;
  readonly lte?: number;
}

/** The mindless policies; see baseline-policies.ts for what each of them does. */
export const BASELINES = [
  "silent",
  "echo",
  "ask_everything",
  "keyword_stuffing",
  "keyword_questions",
  "restatement",
  "injection",
  "blind_decision",
  "verbose_padding",
  "refusal",
] as const;
export type Baseline = (typeof BASELINES)[number];

/** A scenario with what proves it: its tests and what mindless policies may earn at most. */
export interface CheckedScenario {
  readonly tests: readonly ScenarioTest[];
  readonly baselineCaps: Readonly<Record<Baseline, number>>;
}
