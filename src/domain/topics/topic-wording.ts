import type { Topic } from "../scenarios/scenario.ts";
import { type PhraseStep, parsePhrase } from "../text/phrase.ts";
import { BACKGROUND_SENTENCES } from "./background-sentences.ts";
import { readTopicWords } from "./read-topic-words.ts";

/** What a pair of neighbouring words counts beside a word. */
const PAIR_WEIGHT = 0.5;
/** What a word counts that no topic has: it speaks for none. */
const UNKNOWN_WEIGHT = 0.3;
/** Added to the uses of a word or a pair: one that is seldom used proves little. */
const DOUBT = 0.5;

/** How much the words of a sentence, and its pairs of neighbours, are those of each topic's phrases and examples, wherever in these they stand. */
export interface TopicWording {
  /** The share of each topic, 0 to 1, by number of topic; sentences about nothing have theirs, too, behind those of the topics. `words` are those of a sentence. The array is reused by the next call. */
  measure(words: readonly string[]): Float64Array;
  /** The same as if the topic did not have that example. */
  measureWithout(words: readonly string[], topic: number, example: number): Float64Array;
}

/** Numbers of the steps of a phrase or an example: from the first to before `end`. */
interface StepRange {
  readonly first: number;
  readonly end: number;
}

const NO_STEPS: StepRange = { first: 0, end: 0 };

/** The steps of all phrases, examples and sentences about nothing, one behind the other. */
interface StepRow {
  /** Numbers of the steps that a word may take, ascending, by word. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  readonly topics: readonly number[];
  /** Whether the step stands right behind the one before it. */
  readonly follows: readonly boolean[];
  /** By number of topic and of example. */
  readonly examples: readonly (readonly StepRange[])[];
}

export function createTopicWording(topics: readonly Topic[]): TopicWording {
  const row = layOutSteps(topics);
  // One place more than there are topics, for the sentences that are about nothing.
  const counter = new UseCounter(row, topics.length + 1);
  const shares = new Float64Array(topics.length + 1);
  const measure = (words: readonly string[], left: StepRange): Float64Array => {
    const seen = new Set<string>();
    let total = 0;
    shares.fill(0);
    counter.begin();
    words.forEach((word, index) => {
      const pair = `${words[index - 1] ?? ""} ${word}`;
      const { ofWord, ofPair } = counter.count(word, left);
      total += seen.has(word) ? 0 : addShares(shares, ofWord, 1, UNKNOWN_WEIGHT);
      total += seen.has(pair) ? 0 : addShares(shares, ofPair, PAIR_WEIGHT, 0);
      seen.add(word).add(pair);
    });
    for (let topic = 0; total > 0 && topic < shares.length; topic += 1) {
      shares[topic] = (shares[topic] ?? 0) / total;
    }
    return shares;
  };
  return {
    measure: (words) => measure(words, NO_STEPS),
    measureWithout: (words, topic, example) => measure(words, row.examples[topic]?.[example] ?? NO_STEPS),
  };
}

function layOutSteps(topics: readonly Topic[]): StepRow {
  const places = new Map<string, number[]>();
  const topicOfStep: number[] = [];
  const follows: boolean[] = [];
  const add = (steps: readonly PhraseStep[], topic: number): StepRange => {
    const first = topicOfStep.length;
    steps.forEach(({ words, isAfterGap }, index) => {
      for (const word of new Set(words)) {
        const list = places.get(word) ?? [];
        places.set(word, list);
        list.push(topicOfStep.length);
      }
      topicOfStep.push(topic);
      follows.push(index > 0 && !isAfterGap);
    });
    return { first, end: topicOfStep.length };
  };
  const addSentence = (text: string, topic: number): StepRange =>
    add(
      readTopicWords(text).map((word) => ({ words: [word], isAfterGap: false })),
      topic,
    );
  const ranges = topics.map((topic, number) => {
    for (const phrase of topic.phrases) {
      add(parsePhrase(phrase) ?? [], number);
    }
    return topic.examples.map((example) => addSentence(example, number));
  });
  for (const sentence of BACKGROUND_SENTENCES) {
    addSentence(sentence, topics.length);
  }
  return { places, topics: topicOfStep, follows, examples: ranges };
}

/** How often each topic uses a word, and uses it right behind the word before it. The arrays are reused for the next word. */
interface Uses {
  readonly ofWord: Float64Array;
  readonly ofPair: Float64Array;
}

/** Counts the uses of the words of a sentence, one after the other. */
class UseCounter {
  /** Where the steps of a word begin in the table, which has their number there. Thousands of arrays of their own would weigh more than what stands in them. */
  readonly #starts: ReadonlyMap<string, number>;
  readonly #table: Int32Array;
  readonly #topics: Int32Array;
  readonly #follows: Uint8Array;
  /** At each step, which word of the sentence took it last. Words in odd and in even places keep apart: a step may take two neighbours. */
  #taken: Int32Array;
  #takenBefore: Int32Array;
  readonly #uses: Uses;
  #place = 0;

  constructor(row: StepRow, topicCount: number) {
    const table = [0];
    this.#starts = new Map([...row.places].map(([word, steps]) => [word, table.push(steps.length, ...steps) - steps.length - 1]));
    this.#table = Int32Array.from(table);
    this.#topics = Int32Array.from(row.topics);
    this.#follows = Uint8Array.from(row.follows, Number);
    this.#taken = new Int32Array(row.topics.length);
    this.#takenBefore = new Int32Array(row.topics.length);
    this.#uses = { ofWord: new Float64Array(topicCount), ofPair: new Float64Array(topicCount) };
  }

  /** A new sentence begins. */
  begin(): void {
    this.#taken.fill(0);
    this.#takenBefore.fill(0);
    this.#place = 0;
  }

  /** Counts the next word of the sentence, without the steps that are left out. */
  count(word: string, left: StepRange): Uses {
    const { ofWord, ofPair } = this.#uses;
    const topics = this.#topics;
    const follows = this.#follows;
    const taken = this.#takenBefore;
    const before = this.#taken;
    const place = this.#place + 1;
    ofWord.fill(0);
    ofPair.fill(0);
    const table = this.#table;
    // A word that no topic has begins where the table says that there are no steps.
    const start = this.#starts.get(word) ?? 0;
    const end = start + (table[start] ?? 0);
    for (let at = start + 1; at <= end; at += 1) {
      const step = table[at] ?? 0;
      if (step >= left.first && step < left.end) {
        continue;
      }
      const topic = topics[step] ?? 0;
      taken[step] = place;
      ofWord[topic] = (ofWord[topic] ?? 0) + 1;
      if (follows[step] === 1 && place > 1 && before[step - 1] === place - 1) {
        ofPair[topic] = (ofPair[topic] ?? 0) + 1;
      }
    }
    this.#taken = taken;
    this.#takenBefore = before;
    this.#place = place;
    return this.#uses;
  }
}

/**
 * Adds to the shares what the topics have of a word's uses: the more they are one topic's, the more the word weighs. The square root of a count, since the tenth phrase with a word says less than the first.
 * Gives back what it weighs.
 */
function addShares(shares: Float64Array, uses: Float64Array, factor: number, unknown: number): number {
  let sum = 0;
  let most = 0;
  for (let topic = 0; topic < uses.length; topic += 1) {
    const root = Math.sqrt(uses[topic] ?? 0);
    sum += root;
    most = Math.max(most, root);
  }
  if (sum === 0) {
    return unknown;
  }
  const even = 1 / uses.length;
  const weight = (factor * (most / sum - even)) / (1 - even);
  for (let topic = 0; topic < uses.length; topic += 1) {
    shares[topic] = (shares[topic] ?? 0) + (weight * Math.sqrt(uses[topic] ?? 0)) / (sum + DOUBT);
  }
  return weight;
}
