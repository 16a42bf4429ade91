import { cleanMessage } from "../text/clean-message.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import type { LengthPenalty, RepetitionPenalty, ShapingRules } from "./shaping-rules.ts";

/** What is taken from a reward for the form of the policy's last message, each 0..1. */
export interface Penalties {
  readonly length: number;
  readonly repetition: number;
}

const NO_PENALTIES: Penalties = { length: 0, repetition: 0 };

/**
 * The penalties of the policy's last message, read as the persona hears it: without thoughts, contractions written out, of at most 10,000 characters.
 * @param answer null before the first message: nothing to penalise.
 */
export function findPenalties(rules: ShapingRules, answer: string | null): Penalties {
  if (answer === null || (rules.lengthPenalty === null && rules.repetitionPenalty === null)) {
    return NO_PENALTIES;
  }
  const words = tokeniseWords(cleanMessage(answer));
  return {
    length: rules.lengthPenalty === null ? 0 : penaliseLength(rules.lengthPenalty, words.length),
    repetition: rules.repetitionPenalty === null ? 0 : penaliseRepetition(rules.repetitionPenalty, words),
  };
}

/** Grows evenly with every word beyond the free ones, no steps: one word more never costs a whole hundred. */
function penaliseLength(rule: LengthPenalty, wordCount: number): number {
  return Math.min(rule.max, (rule.per100Words * Math.max(0, wordCount - rule.freeWords)) / 100);
}

function penaliseRepetition(rule: RepetitionPenalty, words: readonly string[]): number {
  const repeated = repeatedShare(words, rule.ngramWords);
  return Math.min(rule.max, rule.factor * Math.max(0, repeated - rule.freeShare));
}

/** Share of the word n-grams that stood earlier in the text, 0..1: 1 − distinct ÷ all. 0 where there is none. */
function repeatedShare(words: readonly string[], ngramWords: number): number {
  const count = words.length - ngramWords + 1;
  if (count < 1) {
    return 0;
  }
  const distinct = new Set<string>();
  for (let start = 0; start < count; start += 1) {
    distinct.add(words.slice(start, start + ngramWords).join(" "));
  }
  return 1 - distinct.size / count;
}
