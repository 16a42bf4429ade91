import type { CompareContent } from "../questions/question.ts";
import { type CandidateFeatures, candidateFeatures } from "./candidate-features.ts";
import { hashText } from "./hash-words.ts";
import { WEIGHT_MAX } from "./learned-model.ts";

/** Two candidates with the same prompt, as the model sees them. */
export interface ComparedCandidates {
  /** Unsigned 32-bit hash of what both begin with. */
  readonly promptHash: number;
  readonly a: CandidateFeatures;
  readonly b: CandidateFeatures;
}

/** One vote to learn from. */
export interface VoteExample extends ComparedCandidates {
  /** `collection/scenario`. */
  readonly scenarioKey: string;
  /** Share of the vote that prefers the first: 1, 0, or one half for a tie. */
  readonly target: 0 | 0.5 | 1;
  /** How many votes it stands for, 1 to `WEIGHT_MAX`. */
  readonly weight: number;
}

/** What the rubric makes of both candidates of a question, 0..1. */
export interface RubricRewards {
  readonly a: number;
  readonly b: number;
}

/** Reads the two candidates of a question. Their prompt is what both conversations share; where they share nothing, all that was said before the first one's first answer. @param rewards null: not known. */
export function compareCandidates(
  { context, a, b }: Pick<CompareContent, "context" | "a" | "b">,
  rewards: RubricRewards | null,
): ComparedCandidates {
  const firstAnswer = a.findIndex(({ role }) => role === "assistant");
  const prompt = context.messages.length > 0 ? context.messages : a.slice(0, Math.max(0, firstAnswer));
  return {
    promptHash: hashText(prompt.map(({ role, content }) => `${role}:${content}`).join("\n")),
    a: candidateFeatures([...context.messages, ...a], rewards?.a ?? null),
    b: candidateFeatures([...context.messages, ...b], rewards?.b ?? null),
  };
}

/** Share of a vote that prefers the first candidate. */
export function targetOf(choice: "a" | "b" | "tie"): VoteExample["target"] {
  return choice === "tie" ? 0.5 : choice === "a" ? 1 : 0;
}

/** How many votes one stands for that had that probability of being asked for: 1/p, capped so that no single vote outweighs the others. */
export function weightOf(inclusionProbability: number): number {
  return Math.min(WEIGHT_MAX, 1 / inclusionProbability);
}
