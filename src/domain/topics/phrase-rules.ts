import type { Topic } from "../scenarios/scenario.ts";
import { parsePhrase } from "../text/phrase.ts";
import { type NumberedStep, PhraseSearch, packSteps } from "./phrase-search.ts";

/** What the phrases of the topics say about a sentence, by number of topic. */
export interface PhraseFindings {
  readonly proven: ReadonlySet<number>;
  readonly ruledOut: ReadonlySet<number>;
  /** Where several are proven, how much the words of its phrases in the sentence are a topic's own: the sum of their rarities, each once. */
  readonly ownWords: ReadonlyMap<number, number>;
}

interface PhraseRule {
  readonly steps: readonly NumberedStep[];
  readonly topic: number;
  readonly proves: boolean;
}

/** The `phrases` and `not` lists of the topics, ready to be looked for. */
export interface PhraseRules {
  /** The words of all phrases, numbered: numbers are compared faster than words. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly rules: readonly PhraseRule[];
  /**
   * Rules under a word without which they do not stand in a sentence: of the words of each, one that is in few others. Of each rule the index after it, its number and its packed steps.
   */
  readonly table: Int32Array;
  /** Where the rules under a word begin in the table, by the word's number; and where the last ones end. */
  readonly starts: Int32Array;
  readonly search: PhraseSearch;
  /** By word: the logarithm of how many topics there are to each one that has the word in its phrases. */
  readonly rarities: Float64Array;
}

const NOTHING_FOUND: PhraseFindings = { proven: new Set(), ruledOut: new Set(), ownWords: new Map() };
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
  const rarities = measureRarities(rules, uses.length, topics.length);
  return { numbers, rules, ...layOut(rules, uses), search: new PhraseSearch(uses.length), rarities };
}

function measureRarities(rules: readonly PhraseRule[], words: number, topics: number): Float64Array {
  const users = Array.from({ length: words }, () => new Set<number>());
  for (const { steps, topic, proves } of rules) {
    for (const word of proves ? steps.flatMap((step) => step.words) : []) {
      users[word]?.add(topic);
    }
  }
  return Float64Array.from(users, ({ size }) => Math.log(topics / Math.max(1, size)));
}

function layOut(rules: readonly PhraseRule[], uses: readonly number[]): Pick<PhraseRules, "table" | "starts"> {
  const byRareWord: number[][] = uses.map(() => []);
  rules.forEach(({ steps }, number) => {
    for (const word of rarestStep(steps, uses)) {
      byRareWord[word]?.push(number);
    }
  });
  const table: number[] = [];
  const starts = byRareWord.map((own) => {
    const start = table.length;
    for (const number of own) {
      const packed = packSteps(rules[number]?.steps ?? []);
      table.push(table.length + 2 + packed.length, number, ...packed);
    }
    return start;
  });
  return { table: Int32Array.from(table), starts: Int32Array.from([...starts, table.length]) };
}

/** The words of the step that the fewest phrases share. */
function rarestStep(steps: readonly NumberedStep[], uses: readonly number[]): readonly number[] {
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

/** Looks for the phrases in the first `SENTENCE_PLACES` words of a sentence. A topic that is ruled out is not proven. */
export function findPhrases(rules: PhraseRules, sentence: readonly string[]): PhraseFindings {
  const numbers = sentence.map((word) => rules.numbers.get(word) ?? UNKNOWN);
  const found = findRules(rules, numbers);
  if (found.length === 0) {
    return NOTHING_FOUND;
  }
  const ruledOut = new Set(found.filter((rule) => !rule.proves).map((rule) => rule.topic));
  const proving = found.filter((rule) => rule.proves && !ruledOut.has(rule.topic));
  const proven = new Set(proving.map((rule) => rule.topic));
  return {
    ruledOut,
    proven,
    ownWords: proven.size < 2 ? NOTHING_FOUND.ownWords : weighOwnWords(rules, proving, new Set(numbers)),
  };
}

function weighOwnWords(
  { rarities }: PhraseRules,
  proving: readonly PhraseRule[],
  sentence: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const wordsOf = new Map<number, Set<number>>();
  for (const { steps, topic } of proving) {
    const own = wordsOf.get(topic) ?? new Set();
    wordsOf.set(topic, own);
    for (const { words } of steps) {
      for (const word of words) {
        if (sentence.has(word)) {
          own.add(word);
        }
      }
    }
  }
  return new Map([...wordsOf].map(([topic, own]) => [topic, [...own].reduce((sum, word) => sum + (rarities[word] ?? 0), 0)]));
}

/** The rules whose phrases stand in the words; one may be there several times. */
function findRules({ rules, table, starts, search }: PhraseRules, words: readonly number[]): readonly PhraseRule[] {
  const found: PhraseRule[] = [];
  search.read(words);
  for (const word of words) {
    const end = word === UNKNOWN ? 0 : (starts[word + 1] ?? 0);
    let at = word === UNKNOWN ? 0 : (starts[word] ?? 0);
    while (at < end) {
      const next = table[at] ?? end;
      const rule = rules[table[at + 1] ?? 0];
      if (rule !== undefined && search.finds(table, at + 2, next)) {
        found.push(rule);
      }
      at = next;
    }
  }
  return found;
}
