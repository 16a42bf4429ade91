import type { Topic } from "../scenarios/scenario.ts";
import { BACKGROUND_SENTENCES } from "./background-sentences.ts";
import { groupLexicon } from "./lexicon-groups.ts";
import { readTopicWords } from "./read-topic-words.ts";
import { createSentenceBank } from "./sentence-bank.ts";
import { profileSentence, type SentenceProfile } from "./sentence-profile.ts";
import { createTopicCoverage } from "./topic-coverage.ts";
import { learnTopics } from "./topic-learner.ts";
import { collectVocabulary, type KnownSentence } from "./topic-vocabulary.ts";
import { createWordEvidenceReader } from "./word-evidence.ts";
import { measureRarity } from "./word-rarity.ts";
import { createWordReachReader, type WordReach } from "./word-reach.ts";
import type { WordVectors } from "./word-vectors.ts";

/** How like a sentence is to what is known of the topics. */
export interface Likeness {
  /** Evidence from the known sentences, by place in the list of topics asked for. */
  readonly known: Float64Array;
  /** See `TopicCoverage`; by number of topic. */
  readonly covered: Float64Array;
}

/** Compares sentences with the examples and descriptions of the topics. The arrays of a likeness are reused by the next one. */
export interface TopicLikeness {
  /** Compares the words of a sentence, for these topics. */
  compareFor(topics: readonly number[]): (words: readonly string[]) => Likeness;
  /** The same for an example of a topic, as if it were not there; null for an unknown example. */
  compareWithout(topic: number, example: number, topics: readonly number[]): Likeness | null;
}

export function createTopicLikeness(
  topics: readonly Topic[],
  lexicon: readonly (readonly string[])[],
  wordVectors: WordVectors,
): TopicLikeness {
  const groups = groupLexicon(lexicon);
  const sentences = knowSentences(topics);
  const vocabulary = collectVocabulary(sentences, groups, wordVectors);
  const rarity = measureRarity(
    topics.map((_, topic) => wordsOfExamples(sentences, topic)),
    groups,
  );
  const reader = createWordEvidenceReader(vocabulary, groups, rarity, wordVectors);
  const vectorSum = new Float64Array(wordVectors.dimensions);
  const profile = (words: readonly string[]): SentenceProfile => profileSentence(words, reader, vectorSum);
  const profiles = sentences.map((sentence) => profile(sentence.words));
  const readReach = createWordReachReader(profiles, vocabulary, topics.length, wordVectors.dimensions);
  const reachesOf = (own: SentenceProfile): readonly WordReach[] => own.words.map(readReach);
  const bank = createSentenceBank(profiles, vocabulary);
  const compareKnown = (number: number): Float64Array => {
    const own = profiles[number] ?? profile([]);
    return bank.compare(own, reachesOf(own));
  };
  const learner = learnTopics(sentences, compareKnown, topics.length);
  const coverage = createTopicCoverage(vocabulary, sentences, topics.length);
  return {
    compareFor(asked) {
      const judge = learner.judgeOf(asked);
      return (words) => {
        const own = profile(words);
        const reaches = reachesOf(own);
        return { known: judge(bank.compare(own, reaches)), covered: coverage.measure(own, reaches) };
      };
    },
    compareWithout(topic, example, asked) {
      const number = sentences.findIndex((sentence) => sentence.topic === topic && sentence.example === example);
      const own = profiles[number];
      if (!own) {
        return null;
      }
      const evidence = learner.judgeWithout(number);
      return {
        known: Float64Array.from(asked, (other) => evidence[other] ?? 0),
        covered: coverage.measureWithout(own, reachesOf(own), number),
      };
    },
  };
}

function knowSentences(topics: readonly Topic[]): readonly KnownSentence[] {
  return [
    ...topics.flatMap((topic, number) => [
      ...topic.examples.map((text, example) => ({ words: readTopicWords(text), topic: number, example })),
      { words: readTopicWords(topic.description), topic: number, example: null },
    ]),
    ...BACKGROUND_SENTENCES.map((text) => ({ words: readTopicWords(text), topic: null, example: null })),
  ];
}

function wordsOfExamples(sentences: readonly KnownSentence[], topic: number): readonly string[] {
  return sentences
    .filter((sentence) => sentence.topic === topic && sentence.example !== null)
    .flatMap((sentence) => sentence.words);
}
