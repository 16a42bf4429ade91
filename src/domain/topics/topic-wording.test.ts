import { describe, expect, it } from "vitest";
import { TEST_TOPICS } from "../../../test/doubles/fixture-topics.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import { createTopicWording } from "./topic-wording.ts";

const [onset, medicines] = TEST_TOPICS;
const topics = [
  { ...onset!, examples: ["When did it start?", "When was that?"], phrases: ["how long ... had|been"] },
  { ...medicines!, examples: ["What medicines do you take?"], phrases: ["over the counter", "take ... day"], not: [] },
];
const wording = createTopicWording(topics);
const share = (sentence: string, topic: number): number => wording.measure(tokeniseWords(sentence))[topic] ?? 0;

describe("TopicWording.measure", () => {
  it("gives each topic its share of the words, those of examples and of phrases", () => {
    expect(share("when", 0)).toBeGreaterThan(0.5);
    expect(share("when", 1)).toBe(0);
    expect(share("counter", 1)).toBeGreaterThan(0.5);
    expect(share("been", 0)).toBe(share("had", 0));
  });

  it("counts a pair of neighbours beside its words, where they are neighbours in the topic too", () => {
    expect(share("over the", 1)).toBeGreaterThan(share("the over", 1));
    expect(share("take day", 1)).toBe(share("day take", 1));
  });

  it("counts words that no topic has for none of them", () => {
    expect(share("when zebra", 0)).toBeLessThan(share("when", 0));
    expect(share("zebra", 0)).toBe(0);
    expect(share("", 0)).toBe(0);
  });

  it("gives words of sentences about nothing to no topic alone", () => {
    expect(share("what", 1)).toBeLessThan(share("medicines", 1));
  });

  it("counts a repeated word or pair once, and remembers nothing of the sentence before", () => {
    const first = share("over the counter", 1);
    expect(share("over the counter over the counter", 1)).toBeGreaterThanOrEqual(first);
    expect(share("when when when", 0)).toBe(share("when", 0));
    expect(share("over the counter", 1)).toBe(first);
  });
});

describe("TopicWording.measureWithout", () => {
  it("measures as if the topic did not have the example", () => {
    const shorter = createTopicWording([{ ...topics[0]!, examples: ["When was that?"] }, topics[1]!]);
    const words = tokeniseWords("When did it start?");
    expect([...wording.measureWithout(words, 0, 0)]).toEqual([...shorter.measure(words)]);
    expect([...wording.measureWithout(words, 0, 9)]).toEqual([...wording.measure(words)]);
  });
});
