import { createBoundedMemory } from "../bounded-memory.ts";
import type { Topic } from "../scenarios/scenario.ts";
import { asksInGeneral } from "../text/asks-in-general.ts";
import { classifySentence } from "../text/classify-sentence.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import { BACKGROUND_SENTENCES } from "./background-sentences.ts";
import { groupLexicon } from "./lexicon-groups.ts";
import { compilePhraseRules, findPhrases, type PhraseFindings } from "./phrase-rules.ts";
import { createSentenceBank } from "./sentence-bank.ts";
import { profileSentence, type SentenceProfile } from "./sentence-profile.ts";
import { createTopicCoverage } from "./topic-coverage.ts";
import { learnTopics } from "./topic-learner.ts";
import { collectVocabulary, type KnownSentence } from "./topic-vocabulary.ts";
import { createWordEvidenceReader } from "./word-evidence.ts";
import { measureRarity } from "./word-rarity.ts";
import { createWordReachReader, type WordReach } from "./word-reach.ts";
import type { WordVectors } from "./word-vectors.ts";

/** What a sentence is: only topics that listen to its kind can be raised by it. */
export type SentenceKind = "question" | "statement";

/** Words of a sentence that are read; what stands after them is not. */
const SENTENCE_WORDS_MAX = 60;
/** Matches remembered of each kind of sentence: an episode is folded from its start at every turn, so the same sentences come again and again. */
const MATCHES_REMEMBERED_MAX = 1024;
/** Longer sentences are matched anew each time. */
const REMEMBERED_CHARACTERS_MAX = 240;
/** Least score of a match, and least lead over the runner-up. */
const SCORE_MIN = 0.45;
const LEAD_MIN = 0.12;
/** Share of the score that comes from how much of the sentence the words of the topic cover; the rest comes from the known sentences. */
const COVERAGE_SHARE = 0.35;
/** What a word of its own adds to a topic's evidence against other proven ones, times the word's rarity. */
const OWN_WORD_SHARE = 0.2;
/** Scores below 1 are evidence; 1 is an exact phrase. */
const EVIDENCE_MAX = 0.99;
/** Scores are rounded to these steps, so that equal evidence is equal and the order of the file decides. */
const SCORE_STEPS = 1_000_000;
const NOTHING = new Float64Array(0);

export interface TopicScore {
  readonly topicId: string;
  /** 0 to 1; 1 is an exact phrase. */
  readonly score: number;
}

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
  const rules = compilePhraseRules(topics);
  const listeners = {
    question: findListeners(topics, "question"),
    general: findGeneralListeners(topics),
    statement: findListeners(topics, "statement"),
  };
  const judges = {
    question: learner.judgeOf(listeners.question),
    general: learner.judgeOf(listeners.general),
    statement: learner.judgeOf(listeners.statement),
  };
  const score = (words: readonly string[], hearing: Hearing, phrases: PhraseFindings): Scoring => {
    const own = profile(words);
    const reaches = reachesOf(own);
    const evidence = judges[hearing](bank.compare(own, reaches));
    return scoreTopics(listeners[hearing], phrases, evidence, coverage.measure(own, reaches));
  };
  const match = (sentence: string, kind: SentenceKind): TopicScore | null => {
    const words = readWords(sentence);
    const hearing = hearAs(words, kind);
    if (listeners[hearing].length === 0) {
      return null;
    }
    const phrases = findPhrases(rules, words);
    const proven = phrases.proven.size === 0 ? [] : listeners[hearing].filter((number) => phrases.proven.has(number));
    // Likeness has nothing to add where one topic is proven, and takes most of the time.
    return proven.length === 1 ? toScore(topics, proven[0], 1) : decide(topics, score(words, hearing, phrases));
  };
  const scoreWithout = (topicId: string, exampleIndex: number): Scoring => {
    const topic = topics.findIndex((candidate) => candidate.id === topicId);
    const number = sentences.findIndex((sentence) => sentence.topic === topic && sentence.example === exampleIndex);
    const sentence = sentences[number];
    const own = profiles[number];
    const text = topics[topic]?.examples[exampleIndex];
    if (!sentence || !own || text === undefined) {
      return scoreTopics([], findPhrases(rules, []), NOTHING, NOTHING);
    }
    const listening = listeners[classifySentence(text)];
    const evidence = learner.judgeWithout(number);
    const ofListeners = Float64Array.from(listening, (listener) => evidence[listener] ?? 0);
    const covered = coverage.measureWithout(own, reachesOf(own), number);
    return scoreTopics(listening, findPhrases(rules, sentence.words), ofListeners, covered);
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
    rank: (sentence, kind) => {
      const words = readWords(sentence);
      return rankTopics(topics, score(words, hearAs(words, kind), findPhrases(rules, words)));
    },
    matchWithout: (topicId, exampleIndex) => decide(topics, scoreWithout(topicId, exampleIndex)),
    rankWithout: (topicId, exampleIndex) => rankTopics(topics, scoreWithout(topicId, exampleIndex)),
  };
}

function readWords(sentence: string): readonly string[] {
  return tokeniseWords(sentence).slice(0, SENTENCE_WORDS_MAX);
}

function knowSentences(topics: readonly Topic[]): readonly KnownSentence[] {
  return [
    ...topics.flatMap((topic, number) => [
      ...topic.examples.map((text, example) => ({ words: readWords(text), topic: number, example })),
      { words: readWords(topic.description), topic: number, example: null },
    ]),
    ...BACKGROUND_SENTENCES.map((text) => ({ words: readWords(text), topic: null, example: null })),
  ];
}

function wordsOfExamples(sentences: readonly KnownSentence[], topic: number): readonly string[] {
  return sentences
    .filter((sentence) => sentence.topic === topic && sentence.example !== null)
    .flatMap((sentence) => sentence.words);
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
    topics[number]?.examples.some((example) => asksInGeneral(readWords(example))),
  );
}

/** Scores of the listeners by place in their list, and the evidence behind each; NaN for one that is ruled out. */
interface Scoring {
  readonly listeners: readonly number[];
  readonly scores: Float64Array;
  readonly evidence: Float64Array;
}

/** `evidence` is by place in the list of listeners, `covered` by number of topic. */
function scoreTopics(
  listeners: readonly number[],
  phrases: PhraseFindings,
  evidence: Float64Array,
  covered: Float64Array,
): Scoring {
  const scores = new Float64Array(listeners.length);
  const bounded = new Float64Array(listeners.length);
  for (let place = 0; place < listeners.length; place += 1) {
    const number = listeners[place] ?? 0;
    const score = (1 - COVERAGE_SHARE) * (evidence[place] ?? 0) + COVERAGE_SHARE * (covered[number] ?? 0);
    bounded[place] = phrases.ruledOut.has(number)
      ? Number.NaN
      : Math.round(Math.min(EVIDENCE_MAX, Math.max(0, score)) * SCORE_STEPS) / SCORE_STEPS;
    scores[place] = phrases.proven.has(number) ? 1 : (bounded[place] ?? 0);
    bounded[place] = (bounded[place] ?? 0) + OWN_WORD_SHARE * (phrases.ownWords.get(number) ?? 0);
  }
  return { listeners, scores, evidence: bounded };
}

/** The listeners that are not ruled out, the likeliest first; equal ones in the order of the file. */
function rankTopics(topics: readonly Topic[], { listeners, scores, evidence }: Scoring): readonly TopicScore[] {
  return listeners
    .map((number, place) => ({
      topicId: topics[number]?.id ?? "",
      score: scores[place] ?? 0,
      evidence: evidence[place] ?? Number.NaN,
    }))
    .filter((ranked) => !Number.isNaN(ranked.evidence))
    .sort((a, b) => b.score - a.score || b.evidence - a.evidence)
    .map(({ topicId, score }) => ({ topicId, score }));
}

/** Whether the topic at the one place is likelier than that at the other, or there is no other. */
function isLikelier({ scores, evidence }: Scoring, place: number, than: number): boolean {
  if (than === NO_PLACE) {
    return true;
  }
  const lead = (scores[place] ?? 0) - (scores[than] ?? 0);
  return lead > 0 || (lead === 0 && (evidence[place] ?? 0) > (evidence[than] ?? 0));
}

const NO_PLACE = -1;

/** Among equals the first one wins. */
function decide(topics: readonly Topic[], scoring: Scoring): TopicScore | null {
  const { listeners, scores, evidence } = scoring;
  let best = NO_PLACE;
  let next = NO_PLACE;
  for (let place = 0; place < scores.length; place += 1) {
    if (Number.isNaN(evidence[place])) {
      continue;
    }
    if (isLikelier(scoring, place, best)) {
      next = best;
      best = place;
    } else if (isLikelier(scoring, place, next)) {
      next = place;
    }
  }
  if (best === NO_PLACE) {
    return null;
  }
  const score = scores[best] ?? 0;
  const lead = score - (scores[next] ?? 0);
  return score < SCORE_MIN || (score < 1 && lead < LEAD_MIN) ? null : toScore(topics, listeners[best], score);
}

function toScore(topics: readonly Topic[], number: number | undefined, score: number): TopicScore {
  return { topicId: topics[number ?? NO_PLACE]?.id ?? "", score };
}
