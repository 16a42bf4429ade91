import { countListItems } from "../rubric/count-list-items.ts";
import { isRefusal } from "../rubric/is-refusal.ts";
import { readMarkdown } from "../rubric/read-markdown.ts";
import { splitSentences } from "../text/split-sentences.ts";

/** Words of an answer, and of its prompt, that are held against each other. */
const OVERLAP_WORDS_MAX = 400;
/** Words by which variety is measured, so that long answers do not seem poor in words. */
const VARIETY_WORDS_MAX = 200;

/** What of an answer's style is a feature, in the order of the feature vector. `ln` says that a count is taken as ln(1 + count). */
export const STYLE_FEATURES = [
  "ln_characters",
  "ln_words",
  "ln_sentences",
  "ln_sentence_words",
  "ln_paragraphs",
  "ln_headers",
  "ln_bullets",
  "ln_numbered",
  "ln_bold",
  "ln_code_blocks",
  "ln_questions",
  "ln_exclamations",
  "digit_share",
  "upper_case_share",
  "foreign_share",
  "word_variety",
  "prompt_covered",
  "prompt_copied",
  "is_refusal",
  "is_cut_off",
  "is_empty",
  "rubric_reward",
] as const;

/** Where ln(1 + words) stands: the one feature of the length-only baseline. */
export const LENGTH_FEATURE = STYLE_FEATURES.indexOf("ln_words");

const HEADER = /^ {0,3}#{1,6}\s/;
const BOLD = /\*\*[^*\n]+\*\*|__[^_\n]+__/g;
const ENDED = /[\p{P}\p{S}]\s*$/u;

/** What stands for the rubric's reward where it is not known: no better and no worse. */
const REWARD_UNKNOWN = 0.5;
/** Rewards that differ by a tenth differ by one. */
const REWARD_SCALE = 10;

/**
 * The style of an answer to a prompt, and what the scenario's rubric makes of it: one number a feature, each of a size of about 0 to 10.
 * @param words those of the answer.
 * @param rubricReward 0..1; null: not known.
 */
export function styleFeatures(
  text: string,
  words: readonly string[],
  promptWords: readonly string[],
  rubricReward: number | null,
): Float32Array {
  const { lines, prose, fences } = readMarkdown(text);
  const sentences = splitSentences(prose).length;
  const { bulleted, numbered } = countListItems(lines);
  const start = words.slice(0, VARIETY_WORDS_MAX);
  const overlap = overlapOf(promptWords.slice(0, OVERLAP_WORDS_MAX), words.slice(0, OVERLAP_WORDS_MAX));
  return Float32Array.of(
    Math.log1p(text.length),
    Math.log1p(words.length),
    Math.log1p(sentences),
    Math.log1p(words.length / Math.max(1, sentences)),
    Math.log1p(countParagraphs(lines)),
    Math.log1p(lines.filter((line) => HEADER.test(line)).length),
    Math.log1p(bulleted),
    Math.log1p(numbered),
    Math.log1p(prose.match(BOLD)?.length ?? 0),
    Math.log1p(fences.length),
    Math.log1p(countOf(text, "?")),
    Math.log1p(countOf(text, "!")),
    shareOf(text, /[0-9]/g),
    shareOf(text, /[A-Z]/g),
    shareOf(text, /[^\0-\x7F]/g),
    start.length === 0 ? 0 : new Set(start).size / start.length,
    overlap.covered,
    overlap.copied,
    isRefusal(words.slice(0, 50), words.length) ? 1 : 0,
    text.trim() === "" || ENDED.test(text) ? 0 : 1,
    words.length === 0 ? 1 : 0,
    REWARD_SCALE * (rubricReward ?? REWARD_UNKNOWN),
  );
}

function countParagraphs(lines: readonly string[]): number {
  return lines.filter((line, index) => line.trim() !== "" && (lines[index - 1] ?? "").trim() === "").length;
}

function countOf(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

function shareOf(text: string, kind: RegExp): number {
  return text.length === 0 ? 0 : (text.match(kind)?.length ?? 0) / text.length;
}

/** Which share of the prompt's words the answer uses, and which share of the answer's words stand in the prompt; words that differ. */
function overlapOf(prompt: readonly string[], answer: readonly string[]): { readonly covered: number; readonly copied: number } {
  const asked = new Set(prompt);
  const said = new Set(answer);
  let common = 0;
  for (const word of said) {
    common += asked.has(word) ? 1 : 0;
  }
  return { covered: asked.size === 0 ? 0 : common / asked.size, copied: said.size === 0 ? 0 : common / said.size };
}
