import { createBoundedMemory } from "../bounded-memory.ts";
import type { Topic } from "../scenarios/scenario.ts";
import { asksInGeneral } from "../text/asks-in-general.ts";
import { classifySentence } from "../text/classify-sentence.ts";
import { compilePhraseRules, findPhrases } from "./phrase-rules.ts";
import { readTopicWords } from "./read-topic-words.ts";
import { createTopicLikeness } from "./topic-likeness.ts";
import {
  decideTopic,
  type Heard,
  isOutworded,
  rankTopics,
  type Scoring,
  scoreTopics,
  type TopicScore,
  toTopicScore,
} from "./topic-scores.ts";
import { createTopicWording } from "./topic-wording.ts";
import type { WordVectors } from "./word-vectors.ts";

/** What a sentence is: only topics that listen to its kind can be raised by it. */
export type SentenceKind = "question" | "statement";

/** Matches remembered of each kind of sentence: an episode is folded from its start at every turn, so the same sentences come again and again. */
const MATCHES_REMEMBERED_MAX = 1024;
/** Longer sentences are matched anew each time. */
const REMEMBERED_CHARACTERS_MAX = 240;
const NO_LIKENESS = { known: new Float64Array(0), covered: new Float64Array(0) };

/** Finds which topic a sentence raises. Holds no state but bounded memories that change no result. */
export interface TopicIndex {
  /** The topic that the sentence raises; null when none is likely enough or two are too close. Never throws. */
  match(sentence: string, kind: SentenceKind): TopicScore | null;
  /** Every topic that listens to the kind and is not ruled out, the likeliest first; equal ones in the order of the file. */
  rank(sentence: string, kind: SentenceKind): readonly TopicScore[];
  /** `match` for an example of a topic as if the example were not there, to find examples that collide; null also for an unknown example. The first call of an index is slow. */
  matchWithout(topicId: string, exampleIndex: number): TopicScore | null;
  /** `rank` for an example as if it were not there; empty for an unknown example. */
  rankWithout(topicId: string, exampleIndex: number): readonly TopicScore[];
}

/** Builds the index of a scenario's topics. Costs a tenth of a second or two for twenty topics of fifteen examples (the cube of their number, mostly); build it once. */
export function createTopicIndex(
  topics: readonly Topic[],
  lexicon: readonly (readonly string[])[],
  wordVectors: WordVectors,
): TopicIndex {
  const rules = compilePhraseRules(topics);
  const wording = createTopicWording(topics);
  const likeness = createTopicLikeness(topics, lexicon, wordVectors);
  const listeners = {
    question: findListeners(topics, "question"),
    general: findGeneralListeners(topics),
    statement: findListeners(topics, "statement"),
  };
  const compare = {
    question: likeness.compareFor(listeners.question),
    general: likeness.compareFor(listeners.general),
    statement: likeness.compareFor(listeners.statement),
  };
  const hear = (words: readonly string[]): Heard => ({ phrases: findPhrases(rules, words), wording: wording.measure(words) });
  const match = (sentence: string, kind: SentenceKind): TopicScore | null => {
    const words = readTopicWords(sentence);
    const hearing = hearAs(words, kind);
    const listening = listeners[hearing];
    if (listening.length === 0) {
      return null;
    }
    const heard = hear(words);
    const proven = heard.phrases.proven.size === 0 ? [] : listening.filter((number) => heard.phrases.proven.has(number));
    // Comparing takes most of the time, and can only take a single proven topic away that others lead in wording.
    return proven.length === 1 && !isOutworded(listening, proven[0] ?? 0, heard)
      ? toTopicScore(topics, proven[0], 1)
      : decideTopic(topics, scoreTopics(listening, heard, compare[hearing](words)));
  };
  const rank = (sentence: string, kind: SentenceKind): readonly TopicScore[] => {
    const words = readTopicWords(sentence);
    const hearing = hearAs(words, kind);
    return rankTopics(topics, scoreTopics(listeners[hearing], hear(words), compare[hearing](words)));
  };
  const scoreWithout = (topicId: string, exampleIndex: number): Scoring => {
    const topic = topics.findIndex((candidate) => candidate.id === topicId);
    const text = topics[topic]?.examples[exampleIndex] ?? "";
    const listening = listeners[classifySentence(text)];
    const left = likeness.compareWithout(topic, exampleIndex, listening);
    if (left === null) {
      return scoreTopics([], hear([]), NO_LIKENESS);
    }
    const words = readTopicWords(text);
    const heard = { phrases: findPhrases(rules, words), wording: wording.measureWithout(words, topic, exampleIndex) };
    return scoreTopics(listening, heard, left);
  };
  const matches = {
    question: createBoundedMemory<TopicScore | null>(MATCHES_REMEMBERED_MAX),
    statement: createBoundedMemory<TopicScore | null>(MATCHES_REMEMBERED_MAX),
  };
  return {
    match: (sentence, kind) =>
      sentence.length > REMEMBERED_CHARACTERS_MAX
        ? match(sentence, kind)
        : matches[kind].recall(sentence, () => match(sentence, kind)),
    rank,
    matchWithout: (topicId, exampleIndex) => decideTopic(topics, scoreWithout(topicId, exampleIndex)),
    rankWithout: (topicId, exampleIndex) => rankTopics(topics, scoreWithout(topicId, exampleIndex)),
  };
}

/** Numbers of the topics that a sentence of the kind can raise. */
function findListeners(topics: readonly Topic[], kind: SentenceKind): readonly number[] {
  return topics.flatMap((topic, number) => (topic.listens === "any" || topic.listens === kind ? [number] : []));
}

/** Who hears a sentence: a question of general knowledge reaches fewer topics than one about the case. */
type Hearing = SentenceKind | "general";

function hearAs(words: readonly string[], kind: SentenceKind): Hearing {
  return kind === "question" && asksInGeneral(words) ? "general" : kind;
}

/** Numbers of the topics that a question of general knowledge can raise: those that have one among their examples. */
function findGeneralListeners(topics: readonly Topic[]): readonly number[] {
  return findListeners(topics, "question").filter((number) =>
    topics[number]?.examples.some((example) => asksInGeneral(readTopicWords(example))),
  );
}
