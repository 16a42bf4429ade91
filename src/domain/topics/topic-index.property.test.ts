import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TEST_LEXICON, TEST_TOPICS, TEST_VECTORS } from "../../../test/doubles/fixture-topics.ts";
import { createTopicIndex, type TopicIndex } from "./topic-index.ts";
import type { WordVectors } from "./word-vectors.ts";

const index = createTopicIndex(TEST_TOPICS, TEST_LEXICON, TEST_VECTORS);
const kinds = fc.constantFrom("question" as const, "statement" as const);
const vocabulary = TEST_TOPICS.flatMap((topic) => topic.examples).flatMap((example) => example.split(" "));
const sentences = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc
    .array(fc.constantFrom(...vocabulary, "weather", "alergic", "__proto__", "constructor", "#0"), { maxLength: 20 })
    .map((words) => words.join(" ")),
);

describe("TopicIndex", () => {
  it("never throws, and scores stay between 0 and 1", () => {
    fc.assert(
      fc.property(sentences, kinds, (sentence, kind) => {
        const match = index.match(sentence, kind);
        expect(match === null || (match.score > 0 && match.score <= 1)).toBe(true);
        expect(index.rank(sentence, kind).every((entry) => entry.score >= 0 && entry.score <= 1)).toBe(true);
      }),
    );
  });

  it("gives the same answer whatever was asked before and whoever built the index", () => {
    fc.assert(
      fc.property(fc.array(sentences, { minLength: 1, maxLength: 8 }), kinds, (asked, kind) => {
        const fresh = createTopicIndex(TEST_TOPICS, TEST_LEXICON, TEST_VECTORS);
        const last = asked.at(-1) ?? "";
        for (const sentence of asked) {
          index.match(sentence, kind);
        }
        expect(index.rank(last, kind)).toEqual(fresh.rank(last, kind));
      }),
      { numRuns: 20 },
    );
  });

  it("gives a clear winner whatever the order of the topics", () => {
    const examples = TEST_TOPICS.flatMap((topic) =>
      topic.listens === "statement" ? [] : topic.examples.map((example) => ({ id: topic.id, example })),
    );
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...TEST_TOPICS], { minLength: TEST_TOPICS.length }),
        fc.constantFrom(...examples),
        (order, { id, example }) => {
          expect(createTopicIndex(order, TEST_LEXICON, TEST_VECTORS).match(example, "question")?.topicId).toBe(id);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("looks each word up once, and no more words the longer the message", () => {
    const countLookups = (sentence: string): number => {
      let lookups = 0;
      const counting: WordVectors = {
        dimensions: TEST_VECTORS.dimensions,
        find(word) {
          lookups += 1;
          return TEST_VECTORS.find(word);
        },
      };
      const counted: TopicIndex = createTopicIndex(TEST_TOPICS, TEST_LEXICON, counting);
      lookups = 0;
      counted.match(sentence, "question");
      return lookups;
    };
    const words = (count: number): string => Array.from({ length: count }, (_, i) => `w${i}x`).join(" ");
    const perWord = countLookups(words(10)) / 10;
    expect(countLookups(words(50))).toBeLessThanOrEqual(50 * perWord);
    expect(countLookups(words(2_000))).toBeLessThanOrEqual(60 * perWord);
    expect(countLookups("w1x ".repeat(50))).toBeLessThanOrEqual(perWord);
  });
});
