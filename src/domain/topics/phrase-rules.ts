import type { Topic } from "../scenarios/scenario.ts";
import { GAP_WORDS_MAX, parsePhrase } from "../text/phrase.ts";

/** What the phrases of the topics say about a sentence, by number of topic. */
export interface PhraseFindings {
  readonly proven: ReadonlySet<number>;
  readonly ruledOut: ReadonlySet<number>;
}

interface RuleStep {
  /** Numbers of the words that may stand here. */
  readonly words: readonly number[];
  readonly isAfterGap: boolean;
}

interface PhraseRule {
  readonly steps: readonly RuleStep[];
  readonly topic: number;
  readonly proves: boolean;
}

/** The `phrases` and `not` lists of the topics, ready to be looked for. */
export interface PhraseRules {
  /** The words of all phrases, numbered: numbers are compared faster than words. */
  readonly numbers: ReadonlyMap<string, number>;
  /** By the number of a word without which they do not stand in a sentence: of the words of each, one that is in few others. */
  readonly byRareWord: readonly (readonly PhraseRule[])[];
}

const NOTHING_FOUND: PhraseFindings = { proven: new Set(), ruledOut: new Set() };
/** Of a word that stands in no phrase. */
const UNKNOWN = -1;

/** Compiles the phrases of the topics; what is no phrase (see `parsePhrase`) is left out. */
export function compilePhraseRules(topics: readonly Topic[]): PhraseRules {
  const numbers = new Map<string, number>();
  const rules: PhraseRule[] = [];
  const uses: number[] = [];
  const numberOf = (word: string): number => {
    const number = numbers.get(word) ?? uses.push(0) - 1;
    numbers.set(word, number);
    uses[number] = (uses[number] ?? 0) + 1;
    return number;
  };
  const add = (phrase: string, topic: number, proves: boolean): void => {
    const steps = (parsePhrase(phrase) ?? []).map(({ words, isAfterGap }) => ({ words: words.map(numberOf), isAfterGap }));
    rules.push({ steps, topic, proves });
  };
  topics.forEach((topic, number) => {
    for (const phrase of topic.phrases) {
      add(phrase, number, true);
    }
    for (const phrase of topic.not) {
      add(phrase, number, false);
    }
  });
  const byRareWord: PhraseRule[][] = uses.map(() => []);
  for (const rule of rules) {
    for (const word of rarestStep(rule.steps, uses)) {
      byRareWord[word]?.push(rule);
    }
  }
  return { numbers, byRareWord };
}

/** The words of the step that the fewest phrases share. */
function rarestStep(steps: readonly RuleStep[], uses: readonly number[]): readonly number[] {
  let rarest: readonly number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const { words } of steps) {
    const sum = words.reduce((total, word) => total + (uses[word] ?? 0), 0);
    if (sum < least) {
      least = sum;
      rarest = words;
    }
  }
  return rarest;
}

/** Looks for the phrases in the words of a sentence. A topic that is ruled out is not proven. */
export function findPhrases({ numbers, byRareWord }: PhraseRules, sentence: readonly string[]): PhraseFindings {
  const words = sentence.map((word) => numbers.get(word) ?? UNKNOWN);
  let found: PhraseRule[] | null = null;
  for (const word of words) {
    for (const rule of byRareWord[word] ?? []) {
      if (standsIn(rule.steps, words)) {
        found ??= [];
        found.push(rule);
      }
    }
  }
  if (found === null) {
    return NOTHING_FOUND;
  }
  const ruledOut = new Set(found.filter((rule) => !rule.proves).map((rule) => rule.topic));
  return {
    ruledOut,
    proven: new Set(found.filter((rule) => rule.proves && !ruledOut.has(rule.topic)).map((rule) => rule.topic)),
  };
}

function standsIn(steps: readonly RuleStep[], words: readonly number[]): boolean {
  for (let start = 0; start < words.length; start += 1) {
    if (steps[0]?.words.includes(words[start] ?? UNKNOWN) === true && continuesAt(steps, 1, words, start + 1)) {
      return true;
    }
  }
  return false;
}

/** Whether the steps from the given one on stand in the words from the given place on. */
function continuesAt(steps: readonly RuleStep[], from: number, words: readonly number[], place: number): boolean {
  const step = steps[from];
  if (step === undefined) {
    return true;
  }
  const last = step.isAfterGap ? place + GAP_WORDS_MAX : place;
  for (let at = place; at <= last && at < words.length; at += 1) {
    if (step.words.includes(words[at] ?? UNKNOWN) && continuesAt(steps, from + 1, words, at + 1)) {
      return true;
    }
  }
  return false;
}
