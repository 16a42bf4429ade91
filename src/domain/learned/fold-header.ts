import type { Gate, GateRule } from "./gate.ts";
import type { HoldoutTally } from "./holdout-tally.ts";
import type { PromptGain } from "./prompt-evidence.ts";
import type { Temperatures } from "./scenario-record.ts";
import type { FoldState } from "./vote-fold.ts";

/** The length of the header in bytes stands in the first four of a kept fold. */
export const HEADER_START = 4;

/** The part of a kept fold that is written as JSON; candidates stand in it by their numbers. */
export interface FoldHeader extends Pick<FoldState, "votes" | "learnedUpTo" | "leftOut" | "holdout" | "temperatures"> {
  readonly model: string;
  readonly rule: GateRule;
  readonly scenarios: readonly ScenarioHeader[];
  readonly reservoir: readonly ExampleHeader[];
  readonly candidateCount: number;
  /** Slots of which any model knows anything. */
  readonly touchedSlots: number;
}

/** A scenario's record as JSON. */
export interface ScenarioHeader {
  readonly key: string;
  readonly gate: Omit<Gate, "evidence"> & { readonly evidence: readonly (readonly [number, PromptGain])[] };
  readonly holdout: HoldoutTally;
  readonly temperatures: Temperatures;
  readonly prompts: readonly number[];
  readonly references: readonly number[];
  readonly candidates: number;
}

/** An example of the reservoir as JSON. */
export interface ExampleHeader {
  readonly scenarioKey: string;
  readonly promptHash: number;
  readonly target: 0 | 0.5 | 1;
  readonly weight: number;
  readonly a: number;
  readonly b: number;
}
