import type { Topic } from "../scenarios/scenario.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";

/** What the phrases of the topics say about a sentence, by number of topic. */
export interface PhraseFindings {
  readonly proven: ReadonlySet<number>;
  readonly ruledOut: ReadonlySet<number>;
}

interface PhraseRule {
  readonly words: readonly string[];
  readonly topic: number;
  readonly proves: boolean;
}

export type PhraseRules = ReadonlyMap<string, readonly PhraseRule[]>;

const NOTHING_FOUND: PhraseFindings = { proven: new Set(), ruledOut: new Set() };

/** The `phrases` and `not` lists of the topics, by their first word. */
export function compilePhraseRules(topics: readonly Topic[]): PhraseRules {
  const rules = new Map<string, PhraseRule[]>();
  const add = (phrase: string, topic: number, proves: boolean): void => {
    const words = tokeniseWords(phrase);
    const [first] = words;
    if (first !== undefined) {
      rules.set(first, [...(rules.get(first) ?? []), { words, topic, proves }]);
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
  return rules;
}

/** Looks for the word sequences in the words of a sentence. A topic that is ruled out is not proven. */
export function findPhrases(rules: PhraseRules, words: readonly string[]): PhraseFindings {
  let found: PhraseRule[] | null = null;
  for (let start = 0; start < words.length; start += 1) {
    const candidates = rules.get(words[start] ?? "");
    if (candidates === undefined) {
      continue;
    }
    for (const rule of candidates) {
      if (standsAt(rule.words, words, start)) {
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

/** The first word is known to stand there. */
function standsAt(sequence: readonly string[], words: readonly string[], start: number): boolean {
  for (let i = 1; i < sequence.length; i += 1) {
    if (sequence[i] !== words[start + i]) {
      return false;
    }
  }
  return true;
}
