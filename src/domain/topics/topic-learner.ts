import type { SentenceBank } from "./sentence-bank.ts";
import type { SentenceProfile } from "./sentence-profile.ts";
import { solveLinearSystem } from "./solve-linear-system.ts";
import type { KnownSentence } from "./topic-vocabulary.ts";

/** How far the answer of a known sentence may be missed: examples are believed more than descriptions. */
const DOUBT_OF_EXAMPLE = 0.23;
const DOUBT_OF_DESCRIPTION = 0.6;
const DOUBT_OF_BACKGROUND = 0.29;

/** What the known sentences teach: for each of them, how much likeness to it speaks for or against each topic. */
export interface TopicLearner {
  /** Evidence for each topic, about 0 to 1, from the likeness with every known sentence. */
  judge(likeness: Float64Array): Float64Array;
  /** Evidence for each topic for a known sentence, as if that sentence were not known. */
  judgeWithout(sentence: number): Float64Array;
}

/** Kernel ridge regression of "belongs to the topic" (1) against "does not" (0) on the likeness of sentences. */
export function learnTopics(
  sentences: readonly KnownSentence[],
  profiles: readonly SentenceProfile[],
  bank: SentenceBank,
  topicCount: number,
): TopicLearner {
  const weights = solve(sentences, profiles, bank, topicCount);
  /** Only the checker of examples asks for it: computed at its first question. */
  let diagonal: Float64Array | null = null;
  const flat = Float64Array.from(weights.flatMap((row) => [...row]));
  return {
    judge(likeness) {
      const evidence = new Float64Array(topicCount);
      for (let i = 0, at = 0; i < weights.length; i += 1) {
        const like = likeness[i] ?? 0;
        for (let topic = 0; topic < topicCount; topic += 1, at += 1) {
          evidence[topic] = (evidence[topic] ?? 0) + like * (flat[at] ?? 0);
        }
      }
      return evidence;
    },
    judgeWithout(sentence) {
      // The leave-one-out answer of a ridge regression is the target minus its weight over the diagonal of the inverse.
      diagonal ??= readInverseDiagonal(buildMatrix(sentences, profiles, bank));
      const own = diagonal[sentence] ?? 1;
      return Float64Array.from(
        weights[sentence] ?? [],
        (weight, topic) => (sentences[sentence]?.topic === topic ? 1 : 0) - weight / own,
      );
    },
  };
}

function solve(
  sentences: readonly KnownSentence[],
  profiles: readonly SentenceProfile[],
  bank: SentenceBank,
  topicCount: number,
): readonly Float64Array[] {
  const targets = sentences.map((sentence) => {
    const row = new Float64Array(topicCount);
    if (sentence.topic !== null) {
      row[sentence.topic] = 1;
    }
    return row;
  });
  return solveLinearSystem(buildMatrix(sentences, profiles, bank), targets);
}

function buildMatrix(
  sentences: readonly KnownSentence[],
  profiles: readonly SentenceProfile[],
  bank: SentenceBank,
): readonly Float64Array[] {
  return profiles.map((profile, i) => {
    const row = bank.compare(profile).slice();
    row[i] = (row[i] ?? 0) + doubt(sentences[i]);
    return row;
  });
}

function doubt(sentence: KnownSentence | undefined): number {
  if (!sentence || sentence.topic === null) {
    return DOUBT_OF_BACKGROUND;
  }
  return sentence.example === null ? DOUBT_OF_DESCRIPTION : DOUBT_OF_EXAMPLE;
}

function readInverseDiagonal(matrix: readonly Float64Array[]): Float64Array {
  const identity = matrix.map((_, i) => {
    const row = new Float64Array(matrix.length);
    row[i] = 1;
    return row;
  });
  return Float64Array.from(solveLinearSystem(matrix, identity), (row, i) => row[i] ?? 1);
}
