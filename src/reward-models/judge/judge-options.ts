import type { UpstreamOptions } from "../../outbound/upstream-options.ts";

/** An LLM behind an OpenAI-compatible endpoint, as a judge. */
export interface JudgeOptions {
  readonly id: string;
  readonly upstream: UpstreamOptions;
  readonly model: string;
  /** Whether verdicts are read as a distribution from logprobs: `auto` asks once and remembers. */
  readonly logprobs: "auto" | "always" | "never";
  /** Which form of structured output is asked for: `auto` goes down the ladder once and remembers. */
  readonly structured: "auto" | "json_schema" | "structured_outputs" | "guided_json" | "json_object" | "plain";
  /** Answers drawn for each verdict where there are no logprobs. */
  readonly samples: number;
  readonly temperature: number;
  /** Criteria asked in one call. */
  readonly criteriaPerCall: number;
  readonly answerTokensMax: number;
  /** Calls under way at a time. */
  readonly concurrency: number;
  readonly budget: JudgeBudget;
  /** Share of calls that are a canary: a conversation whose verdict is known. */
  readonly canaryShare: number;
  /** Whether junk (empty, openers only, control tokens) is scored 0 points without a call, and what the judge finds to speak to it 0 points after one, instead of only being flagged. */
  readonly gateJunk: boolean;
  readonly extraBody: Readonly<Record<string, unknown>>;
}

/** Hard stops; null: none. What is beyond them is unscored. */
export interface JudgeBudget {
  readonly tokensPerMinute: number | null;
  readonly tokensPerDay: number | null;
  readonly costPerDay: number | null;
  /** In the currency of `costPerDay`. */
  readonly costPerMillionInput: number;
  readonly costPerMillionOutput: number;
}

/** Several judges as one: the mean of what those say that answer; it fails where fewer than `answersMin` do. */
export interface PanelOptions {
  readonly id: string;
  readonly members: readonly JudgeOptions[];
  readonly answersMin: number;
}
