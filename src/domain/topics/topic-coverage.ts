import type { SentenceProfile } from "./sentence-profile.ts";
import type { KnownSentence, TopicVocabulary } from "./topic-vocabulary.ts";
import type { WordEvidence } from "./word-evidence.ts";

/** How much of a sentence the words of each topic cover, wherever in the topic they stand. */
export interface TopicCoverage {
  /** Share covered of each topic, 0 to 1; `without` is the number of a known sentence that does not count. */
  measure(profile: SentenceProfile, without: number | null): Float64Array;
}

export function createTopicCoverage(
  vocabulary: TopicVocabulary,
  sentences: readonly KnownSentence[],
  topicCount: number,
): TopicCoverage {
  const remembered = new WeakMap<WordEvidence, Float64Array>();
  const topicsOfWord = vocabulary.words.map((word) => word.topics);
  const topicsWithout = (number: number, without: number): readonly number[] => {
    const left = (vocabulary.words[number]?.sentences ?? []).filter((sentence) => sentence !== without);
    return left.flatMap((sentence) => sentences[sentence]?.topic ?? []);
  };
  const readBest = (word: WordEvidence, topicsOf: (number: number) => readonly number[]): Float64Array => {
    const best = new Float64Array(topicCount);
    word.near.forEach((number, i) => {
      for (const topic of topicsOf(number)) {
        best[topic] = Math.max(best[topic] ?? 0, word.similarities[i] ?? 0);
      }
    });
    return best;
  };
  const recall = (word: WordEvidence): Float64Array => {
    const best = remembered.get(word) ?? readBest(word, (number) => topicsOfWord[number] ?? []);
    remembered.set(word, best);
    return best;
  };
  return {
    measure(profile, without) {
      const covered = new Float64Array(topicCount);
      for (const word of profile.words) {
        const best = without === null ? recall(word) : readBest(word, (number) => topicsWithout(number, without));
        const share = word.role / profile.roleTotal;
        for (let topic = 0; topic < topicCount; topic += 1) {
          covered[topic] = (covered[topic] ?? 0) + share * (best[topic] ?? 0);
        }
      }
      return covered;
    },
  };
}
