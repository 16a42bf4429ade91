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
  readonly phrases: (numbers: Int32Array) => readonly boolean[];
}

/** The reading of one answer. Nothing is computed before a criterion asks for it. */
export function createReading(parts: ReadingParts, finders: SharedFinders): Reading {
  return new SharedReading(parts, finders);
}

/** What a reading is made of. */
export type ReadingParts = Pick<Reading, "answer" | "request" | "reference" | "turns">;

class SharedReading implements Reading {
  readonly answer: TextView;
  readonly request: TextView;
  readonly reference: string | null;
  readonly turns: number;
  readonly #finders: SharedFinders;
  #patterns: readonly boolean[] | null = null;
  #phrases: readonly boolean[] | null = null;

  constructor({ answer, request, reference, turns }: ReadingParts, finders: SharedFinders) {
    this.answer = answer;
    this.request = request;
    this.reference = reference;
    this.turns = turns;
    this.#finders = finders;
  }

  hasPattern(slot: number): boolean {
    this.#patterns ??= this.#finders.patterns(this.answer.text());
    return this.#patterns[slot] === true;
  }

  hasPhrase(slot: number): boolean {
    this.#phrases ??= this.#finders.phrases(this.answer.numbers());
    return this.#phrases[slot] === true;
  }
}
