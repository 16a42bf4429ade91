import type { ModelFlag, ModelQuestion } from "../../ports/reward-model.ts";

/** What one source says of all candidates of an ask. */
export interface SourceWord {
  /** Of the scale its raw scores are on. */
  readonly revision: string;
  /** One a candidate. */
  readonly raws: readonly number[];
  /** Whether the raw scores are rewards, 0..1; else log-odds or a scale of its own. */
  readonly isReward: boolean;
  /** Only differences of the raw scores mean anything: they say nothing of how good both are. */
  readonly isRelative: boolean;
  /** One a candidate. */
  readonly scores: readonly (Readonly<Record<string, number | null>> | null)[];
  /** One a candidate. */
  readonly flags: readonly (readonly ModelFlag[])[];
}

/** Candidates that a source is asked about. */
export interface AskedCandidates {
  readonly shape: "single" | "pair" | "group";
  readonly questions: readonly ModelQuestion[];
  /** One a question: lower-case hex, of its exact content and the scenario's. */
  readonly digests: readonly string[];
}
