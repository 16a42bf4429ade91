import type { SentenceProfile } from "./sentence-profile.ts";
import type { KnownSentence, TopicVocabulary } from "./topic-vocabulary.ts";
import type { WordReach } from "./word-reach.ts";

/** How much of a sentence the words of each topic cover, wherever in the topic they stand. */
export interface TopicCoverage {
  /** Share covered of each topic, 0 to 1. `reaches` are those of the sentence's words. The array is reused by the next call. */
  measure(profile: SentenceProfile, reaches: readonly WordReach[]): Float64Array;
  /** The same as if the known sentence of that number did not count. */
  measureWithout(profile: SentenceProfile, reaches: readonly WordReach[], without: number): Float64Array;
}

export function createTopicCoverage(
  vocabulary: TopicVocabulary,
  sentences: readonly KnownSentence[],
  topicCount: number,
): TopicCoverage {
  const covered = new Float64Array(topicCount);
  const addUp = (profile: SentenceProfile, bestOf: (word: number) => Float64Array): Float64Array => {
    covered.fill(0);
    for (let word = 0; word < profile.words.length; word += 1) {
      const share = (profile.words[word]?.role ?? 0) / profile.roleTotal;
      const best = bestOf(word);
      for (let topic = 0; topic < topicCount; topic += 1) {
        covered[topic] = (covered[topic] ?? 0) + share * (best[topic] ?? 0);
      }
    }
    return covered;
  };
  const none = new Float64Array(topicCount);
  const readBestWithout = (reach: WordReach | undefined, without: number): Float64Array => {
    const best = new Float64Array(topicCount);
    reach?.near.forEach((number, i) => {
      for (const sentence of vocabulary.words[number]?.sentences ?? []) {
        const topic = sentence === without ? null : (sentences[sentence]?.topic ?? null);
        if (topic !== null) {
          best[topic] = Math.max(best[topic] ?? 0, reach.similarities[i] ?? 0);
        }
      }
    });
    return best;
  };
  return {
    measure: (profile, reaches) => addUp(profile, (word) => reaches[word]?.topics ?? none),
    measureWithout: (profile, reaches, without) => addUp(profile, (word) => readBestWithout(reaches[word], without)),
  };
}
