import { describe, expect, it } from "vitest";
import { TEST_LEXICON, TEST_TOPICS, TEST_VECTORS } from "../../../test/doubles/fixture-topics.ts";
import { NO_WORD_VECTORS } from "../../../test/doubles/no-word-vectors.ts";
import { createTopicIndex } from "./topic-index.ts";

const index = createTopicIndex(TEST_TOPICS, TEST_LEXICON, TEST_VECTORS);
const topicOf = (sentence: string, kind: "question" | "statement" = "question"): string | null =>
  index.match(sentence, kind)?.topicId ?? null;

describe("TopicIndex.match", () => {
  it.each([
    ["When did it begin?", "onset"],
    ["When did the trouble start?", "onset"],
    ["How long has it been going on?", "onset"],
    ["Which medication do you take?", "medicines"],
    ["Are you taking any drugs or tablets?", "medicines"],
    ["Do you have allergies?", "allergies"],
    ["How many cigarettes do you smoke in a day?", "smoking"],
    ["What worries you?", "concerns"],
  ])("hears %j as %s", (sentence, expected) => {
    expect(topicOf(sentence)).toBe(expected);
  });

  it.each([
    "What's your favourite movie?",
    "How's the weather?",
    "Who won the game?",
    "Tell me everything.",
    "Anything else?",
    "Does that make sense?",
    "Is that okay with you?",
    "",
    "???",
    "the of and",
  ])("hears no topic in %j", (sentence) => {
    expect(topicOf(sentence)).toBeNull();
  });

  it("takes an exact phrase as proof, with the score 1", () => {
    expect(index.match("Did you buy that over the counter?", "question")).toMatchObject({ topicId: "medicines", score: 1 });
    expect(topicOf("Did you counter over the top?")).toBeNull();
  });

  it("hears a question of general knowledge only in a topic that has one among its examples", () => {
    const defining = TEST_TOPICS.map((topic) =>
      topic.id === "allergies" ? { ...topic, examples: [...topic.examples, "What is an allergy?"] } : topic,
    );
    const open = createTopicIndex(defining, TEST_LEXICON, TEST_VECTORS);

    expect(topicOf("What does over the counter mean in a shop?")).toBe("medicines");
    expect(topicOf("How does a medicine work?")).toBeNull();
    expect(topicOf("What is an allergy?")).toBeNull();
    expect(open.match("What is an allergy?", "question")?.topicId).toBe("allergies");
    expect(open.match("How does a medicine work?", "question")?.topicId).not.toBe("medicines");
  });

  it("prefers, of two proven topics that are equally likely, the one whose phrase has words of its own", () => {
    const [onset, medicines] = TEST_TOPICS;
    const alike = [
      { ...onset!, id: "spare", examples: ["Is it here?"], phrases: ["the keys"] },
      { ...medicines!, id: "place", examples: ["Is it here?"], phrases: ["keys kept", "over the counter"], not: [] },
    ];
    expect(createTopicIndex(alike, [], NO_WORD_VECTORS).match("Say where the keys kept are?", "question")?.topicId).toBe("place");
  });

  it("does not believe a phrase of one topic where wording and likeness speak for another", () => {
    const loose = TEST_TOPICS.map((topic) => (topic.id === "smoking" ? { ...topic, phrases: ["have you"] } : topic));
    const asked = createTopicIndex(loose, TEST_LEXICON, TEST_VECTORS);

    expect(asked.match("Have you smoked?", "question")).toEqual({ topicId: "smoking", score: 1 });
    expect(asked.match("Have you got a prescription, has it changed recently?", "question")).toBeNull();
    expect(asked.rank("Have you got a prescription, has it changed recently?", "question")[0]?.topicId).toBe("medicines");
  });

  it("lets a `not` phrase rule the topic out, whatever else speaks for it", () => {
    expect(topicOf("Are you allergic to any medicines or tablets?")).toBe("allergies");
    expect(index.rank("Are you allergic to tablets?", "question").map((entry) => entry.topicId)).not.toContain("medicines");
  });

  it("raises only topics that listen to the kind of sentence", () => {
    expect(topicOf("If it gets worse, call an ambulance.", "statement")).toBe("safety_net");
    expect(topicOf("If it gets worse, call an ambulance.", "question")).toBeNull();
    expect(topicOf("When did it start", "statement")).toBeNull();
    expect(topicOf("What worries you most", "statement")).toBe("concerns");
  });

  it("knows words by the lexicon and by their vectors", () => {
    expect(topicOf("Do you use tobacco?")).toBe("smoking");
    expect(topicOf("Do you puff?")).toBe("smoking");
    const withoutVectors = createTopicIndex(TEST_TOPICS, TEST_LEXICON, NO_WORD_VECTORS);
    expect(withoutVectors.match("Do you puff?", "question")).toBeNull();
  });

  it("reads through misspellings", () => {
    expect(topicOf("Do you have any alergies?")).toBe("allergies");
    expect(topicOf("Which painkilers have you tried?")).toBe("medicines");
  });

  it("matches nothing when two topics are too close", () => {
    const twins = [TEST_TOPICS[0], { ...TEST_TOPICS[0], id: "twin" }] as typeof TEST_TOPICS;
    const twinIndex = createTopicIndex(twins, [], NO_WORD_VECTORS);
    expect(twinIndex.match("When did it start?", "question")).toBeNull();
    expect(twinIndex.rank("When did it start?", "question").map((entry) => entry.topicId)).toEqual(["onset", "twin"]);
  });

  it("works without topics, lexicon and vectors", () => {
    const empty = createTopicIndex([], [], NO_WORD_VECTORS);
    expect(empty.match("When did it start?", "question")).toBeNull();
    expect(empty.rank("When did it start?", "question")).toEqual([]);
  });
});

describe("TopicIndex.rank", () => {
  it("orders every topic that may be raised by its score", () => {
    const ranked = index.rank("When did it start?", "question");
    expect(ranked.map((entry) => entry.topicId).sort()).toEqual(["allergies", "concerns", "medicines", "onset", "smoking"]);
    expect(ranked[0]?.topicId).toBe("onset");
    expect(ranked.every((entry, i) => i === 0 || entry.score <= (ranked[i - 1]?.score ?? 0))).toBe(true);
    expect(ranked.every((entry) => entry.score >= 0 && entry.score <= 1)).toBe(true);
  });
});

describe("TopicIndex.matchWithout", () => {
  it("judges an example as if it were not there", () => {
    const inside = index.rank("Did it come on suddenly or build up gradually?", "question");
    const left = index.rankWithout("onset", 3);
    const scoreOf = (ranked: typeof inside): number => ranked.find((entry) => entry.topicId === "onset")?.score ?? 0;
    expect(scoreOf(left)).toBeLessThan(scoreOf(inside));
    expect(index.matchWithout("onset", 3)?.topicId).not.toBe("smoking");
  });

  it("agrees with an index that was built without the example", () => {
    const [onset, ...others] = TEST_TOPICS;
    const shorter = createTopicIndex([{ ...onset!, examples: onset!.examples.slice(1) }, ...others], TEST_LEXICON, TEST_VECTORS);
    expect(index.rankWithout("onset", 0)[0]?.topicId).toBe(shorter.rank(onset!.examples[0]!, "question")[0]?.topicId);
  });

  it("knows nothing of examples that do not exist", () => {
    expect(index.matchWithout("onset", 99)).toBeNull();
    expect(index.matchWithout("nowhere", 0)).toBeNull();
    expect(index.rankWithout("nowhere", 0)).toEqual([]);
  });
});
