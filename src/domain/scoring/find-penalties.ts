import { countWords } from "../rubric/count-words.ts";
import { countRepeatedNgrams } from "../rubric/repeated-ngrams.ts";
import { READ_CHARACTERS_MAX } from "../rubric/text-view.ts";
import { dropThoughts } from "../text/drop-thoughts.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
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
  const read = dropThoughts(answer.slice(0, READ_CHARACTERS_MAX)).normalize("NFKC");
  return {
    length: lengthPenalty === null ? 0 : penaliseLength(lengthPenalty, countWords(read)),
    repetition: repetitionPenalty === null ? 0 : penaliseRepetition(repetitionPenalty, tokeniseWords(read)),
  };
}

/** Grows evenly with every word beyond the free ones, no steps: one word more never costs a whole hundred. */
function penaliseLength(rule: LengthPenalty, wordCount: number): number {
  return Math.min(rule.max, (rule.per100Words * Math.max(0, wordCount - rule.freeWords)) / 100);
}

/** By the share of word n-grams that stood in the message before, of all that it has. */
function penaliseRepetition(rule: RepetitionPenalty, words: readonly string[]): number {
  const { total, repeated } = countRepeatedNgrams(numberWords(words), rule.ngramWords, null);
  return total === 0 ? 0 : Math.min(rule.max, rule.factor * Math.max(0, repeated / total - rule.freeShare));
}

/** Each word as the place of its first occurrence: equal words, equal numbers. */
function numberWords(words: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(words, (word, index) => {
    const number = numbers.get(word) ?? index;
    numbers.set(word, number);
    return number;
  });
}
