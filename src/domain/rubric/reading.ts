import { lazily } from "./lazily.ts";
import type { TextView } from "./text-view.ts";

/** What a criterion may read of a conversation. */
export interface Reading {
  /** The policy's words that the check reads: its last message or all of them. */
  readonly answer: TextView;
  /** What they answer: the last request or all of them. */
  readonly request: TextView;
  /** The right answer, where the caller sent one. */
  readonly reference: string | null;
  /** How many messages the policy wrote. */
  readonly turns: number;
  /** Whether the pattern of that number occurs in the answer. */
  hasPattern(slot: number): boolean;
  /** Whether one of the phrases of that number occurs in the answer. */
  hasPhrase(slot: number): boolean;
}

/** What is found by one pass over the answer for all checks that read the same. */
export interface SharedFinders {
  readonly patterns: (text: string) => readonly boolean[];
  readonly phrases: (numbers: Int32Array, text: string) => readonly boolean[];
}

/** The reading of one answer. Nothing is computed before a criterion asks for it. */
export function createReading(
  parts: Pick<Reading, "answer" | "request" | "reference" | "turns">,
  finders: SharedFinders,
): Reading {
  const patterns = lazily(() => finders.patterns(parts.answer.text()));
  const phrases = lazily(() => finders.phrases(parts.answer.numbers(), parts.answer.text()));
  return {
    ...parts,
    hasPattern: (slot) => patterns()[slot] === true,
    hasPhrase: (slot) => phrases()[slot] === true,
  };
}
