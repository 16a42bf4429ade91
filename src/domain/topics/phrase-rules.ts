import type { Topic } from "../scenarios/scenario.ts";
import { GAP_WORDS_MAX, parsePhrase } from "./phrase.ts";

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
  /** By the number of their first word. */
  readonly byFirst: readonly (readonly PhraseRule[])[];
}

const NOTHING_FOUND: PhraseFindings = { proven: new Set(), ruledOut: new Set() };
/** Of a word that stands in no phrase. */
const UNKNOWN = -1;

/** Compiles the phrases of the topics; what is no phrase (see `parsePhrase`) is left out. */
export function compilePhraseRules(topics: readonly Topic[]): PhraseRules {
  const numbers = new Map<string, number>();
  const byFirst: PhraseRule[][] = [];
  const numberOf = (word: string): number => {
    const known = numbers.get(word) ?? byFirst.push([]) - 1;
    numbers.set(word, known);
    return known;
  };
  const add = (phrase: string, topic: number, proves: boolean): void => {
    const steps = (parsePhrase(phrase) ?? []).map(({ words, isAfterGap }) => ({ words: words.map(numberOf), isAfterGap }));
    for (const first of steps[0]?.words ?? []) {
      byFirst[first]?.push({ steps, topic, proves });
    }
  };
  topics.forEach((topic, number) => {
    for (const phrase of topic.phrases) {
      add(phrase, number, true);
    }
    for (const phrase of topic.not) {
      add(phrase, number, false);
    }
  });
  return { numbers, byFirst };
}

/** Looks for the phrases in the words of a sentence. A topic that is ruled out is not proven. */
export function findPhrases({ numbers, byFirst }: PhraseRules, sentence: readonly string[]): PhraseFindings {
  const words = sentence.map((word) => numbers.get(word) ?? UNKNOWN);
  let found: PhraseRule[] | null = null;
  for (let start = 0; start < words.length; start += 1) {
    const candidates = byFirst[words[start] ?? UNKNOWN];
    if (candidates === undefined) {
      continue;
    }
    for (const rule of candidates) {
      if (continuesAt(rule.steps, 1, words, start + 1)) {
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
