import { countAnswerNgrams } from "../rubric/count-answer-ngrams.ts";
import { countWords } from "../rubric/count-words.ts";
import type { NgramCount } from "../rubric/repeated-ngrams.ts";
import { READ_CHARACTERS_MAX } from "../rubric/text-view.ts";
import { dropThoughts } from "../text/drop-thoughts.ts";
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
 * @param countNgrams for whoever has read the message already: must count as `countAnswerNgrams` does.
 */
export function findPenalties(rules: ShapingRules, answer: string | null, countNgrams = countAnswerNgrams): Penalties {
  const { lengthPenalty, repetitionPenalty } = rules;
  if (answer === null) {
    return NO_PENALTIES;
  }
  return {
    length: lengthPenalty === null ? 0 : penaliseLength(lengthPenalty, countAnswerWords(answer)),
    repetition:
      repetitionPenalty === null ? 0 : penaliseRepetition(repetitionPenalty, countNgrams(answer, repetitionPenalty.ngramWords)),
  };
}

function countAnswerWords(answer: string): number {
  return countWords(dropThoughts(answer.slice(0, READ_CHARACTERS_MAX)).normalize("NFKC"));
}

/** Grows evenly with every word beyond the free ones, no steps: one word more never costs a whole hundred. */
function penaliseLength(rule: LengthPenalty, wordCount: number): number {
  return Math.min(rule.max, (rule.per100Words * Math.max(0, wordCount - rule.freeWords)) / 100);
}

/** By the share of word n-grams that stood in the message before, of all that it has. */
function penaliseRepetition(rule: RepetitionPenalty, { total, repeated }: NgramCount): number {
  return total === 0 ? 0 : Math.min(rule.max, rule.factor * Math.max(0, repeated / total - rule.freeShare));
}
