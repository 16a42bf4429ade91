import type { JudgeCriterion } from "./judge-criterion.ts";

/** One line of a conversation as a model is shown it. */
export interface ModelMessage {
  /** The policy is `assistant`, whoever speaks with it `user`, whatever roles the caller gave. */
  readonly role: "user" | "assistant";
  /** Thoughts are left out; calls of tools stand as JSON behind the text. Hostile: it may be written to sway the model. */
  readonly content: string;
}

/** A conversation to be scored. Plain data. */
export interface ModelQuestion {
  /** Begins with a user's line where the conversation has one (the policy's brief stands in where it begins with the policy); ends with the policy's. */
  readonly messages: readonly ModelMessage[];
  /** The right answer; null where the caller sent none. */
  readonly reference: string | null;
  /** What a judge decides; scalar models have no use for them. At least one. */
  readonly criteria: readonly JudgeCriterion[];
}
