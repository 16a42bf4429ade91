import { interleaveRows } from "./interleaved-rows.ts";
import { solveLinearSystem } from "./solve-linear-system.ts";
import type { KnownSentence } from "./topic-vocabulary.ts";

/** How far the answer of a known sentence may be missed: examples are believed more than descriptions. */
const DOUBT_OF_EXAMPLE = 0.23;
const DOUBT_OF_DESCRIPTION = 0.6;
const DOUBT_OF_BACKGROUND = 0.29;

/** Likeness of the known sentence of that number with every one. */
export type SentenceComparer = (sentence: number) => Float64Array;

/** What the known sentences teach: for each of them, how much likeness to it speaks for or against each topic. */
export interface TopicLearner {
  /** A judge of these topics: evidence for each, about 0 to 1, from the likeness with every known sentence. See `InterleavedRows`. */
  judgeOf(topics: readonly number[]): (likeness: Float64Array) => Float64Array;
  /** Evidence for each topic for a known sentence, as if that sentence were not known. */
  judgeWithout(sentence: number): Float64Array;
}

/** Kernel ridge regression of "belongs to the topic" (1) against "does not" (0) on the likeness of sentences. */
export function learnTopics(sentences: readonly KnownSentence[], compare: SentenceComparer, topicCount: number): TopicLearner {
  const size = sentences.length;
  const stride = size + topicCount;
  const rows = layOutRows(sentences, compare, topicCount);
  sentences.forEach(({ topic }, i) => {
    if (topic !== null) {
      rows[i * stride + size + topic] = 1;
    }
  });
  solveLinearSystem({ rows, size, width: topicCount });
  const weight = (sentence: number, topic: number): number => rows[sentence * stride + size + topic] ?? 0;
  /** Only the checker of examples asks for it: computed at its first question. */
  let diagonal: Float64Array | null = null;
  return {
    judgeOf(topics) {
      const weightsOf = (topic: number): Float64Array => {
        const weights = new Float64Array(size);
        for (let sentence = 0; sentence < size; sentence += 1) {
          weights[sentence] = weight(sentence, topic);
        }
        return weights;
      };
      const judge = interleaveRows(topics.map(weightsOf), size);
      return (likeness) => judge.multiply(likeness);
    },
    judgeWithout(sentence) {
      // The leave-one-out answer of a ridge regression is the target minus its weight over the diagonal of the inverse.
      diagonal ??= readInverseDiagonal(layOutRows(sentences, compare, size), size);
      const own = diagonal[sentence] ?? 1;
      const target = sentences[sentence]?.topic;
      return Float64Array.from({ length: topicCount }, (_, topic) => (target === topic ? 1 : 0) - weight(sentence, topic) / own);
    },
  };
}

/** Rows of a linear system: the likeness of each known sentence with every one, the doubts on the diagonal, and room for right-hand sides. */
function layOutRows(sentences: readonly KnownSentence[], compare: SentenceComparer, width: number): Float64Array {
  const stride = sentences.length + width;
  const rows = new Float64Array(sentences.length * stride);
  sentences.forEach((sentence, i) => {
    rows.set(compare(i), i * stride);
    rows[i * stride + i] = (rows[i * stride + i] ?? 0) + doubt(sentence);
  });
  return rows;
}

function doubt(sentence: KnownSentence): number {
  if (sentence.topic === null) {
    return DOUBT_OF_BACKGROUND;
  }
  return sentence.example === null ? DOUBT_OF_DESCRIPTION : DOUBT_OF_EXAMPLE;
}

/** `rows` has room for as many right-hand sides as rows. */
function readInverseDiagonal(rows: Float64Array, size: number): Float64Array {
  const sideOf = (i: number): number => i * 2 * size + size + i;
  for (let i = 0; i < size; i += 1) {
    rows[sideOf(i)] = 1;
  }
  solveLinearSystem({ rows, size, width: size });
  return Float64Array.from({ length: size }, (_, i) => rows[sideOf(i)] ?? 1);
}
