import { countWords } from "../rubric/count-words.ts";
import { countRepeatedNgrams } from "../rubric/repeated-ngrams.ts";
import { viewText } from "../rubric/text-view.ts";
import type { LengthPenalty, RepetitionPenalty, ShapingRules } from "./shaping-rules.ts";

/** What is taken from a reward for the form of the policy's last message, each 0..1. */
export interface Penalties {
  readonly length: number;
  readonly repetition: number;
}

const NO_PENALTIES: Penalties = { length: 0, repetition: 0 };

/**
 * The penalties of the policy's last message, whose words are counted as the rubric counts them: thoughts are not read.
 * @param answer null before the first message: nothing to penalise.
 */
export function findPenalties(rules: ShapingRules, answer: string | null): Penalties {
  const { lengthPenalty, repetitionPenalty } = rules;
  if (answer === null || (lengthPenalty === null && repetitionPenalty === null)) {
    return NO_PENALTIES;
  }
  const read = viewText([answer]);
  return {
    length: lengthPenalty === null ? 0 : penaliseLength(lengthPenalty, countWords(read.text())),
    repetition: repetitionPenalty === null ? 0 : penaliseRepetition(repetitionPenalty, read.words()),
  };
}

/** Grows evenly with every word beyond the free ones, no steps: one word more never costs a whole hundred. */
function penaliseLength(rule: LengthPenalty, wordCount: number): number {
  return Math.min(rule.max, (rule.per100Words * Math.max(0, wordCount - rule.freeWords)) / 100);
}

/** By the share of word n-grams that stood in the message before, of all that it has. */
function penaliseRepetition(rule: RepetitionPenalty, words: readonly string[]): number {
  const { total, repeated } = countRepeatedNgrams(words, rule.ngramWords, null);
  return total === 0 ? 0 : Math.min(rule.max, rule.factor * Math.max(0, repeated / total - rule.freeShare));
}
