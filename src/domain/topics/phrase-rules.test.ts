import { describe, expect, it } from "vitest";
import type { Topic } from "../scenarios/scenario.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import { compilePhraseRules, findPhrases } from "./phrase-rules.ts";

const topic = (phrases: readonly string[], not: readonly string[]): Topic => ({
  id: "t",
  description: "",
  listens: "any",
  examples: [],
  phrases,
  not,
  otherwise: [],
  effects: {},
});
const rules = compilePhraseRules([topic(["come on suddenly", "it's bad"], []), topic(["suddenly"], ["family history", ""])]);
const find = (sentence: string) => findPhrases(rules, sentence.split(" "));

describe("findPhrases", () => {
  it("finds whole word sequences, in every topic that has them", () => {
    expect([...find("did it come on suddenly then").proven]).toEqual([0, 1]);
    expect([...find("it is bad").proven]).toEqual([0]);
    expect([...find("come on").proven]).toEqual([]);
    expect([...find("unsuddenly").proven]).toEqual([]);
  });

  it("proves no topic that is ruled out", () => {
    const found = find("suddenly a family history");
    expect([...found.ruledOut]).toEqual([1]);
    expect([...found.proven]).toEqual([]);
  });

  it("reads ... as up to three words and a|b as either word", () => {
    const gapped = compilePhraseRules([topic(["when did ... start|begin", "whose|what ... car"], ["a ... b ... c"])]);
    const proves = (sentence: string) => findPhrases(gapped, tokeniseWords(sentence)).proven.size === 1;
    expect(proves("So when did it start?")).toBe(true);
    expect(proves("When did begin?")).toBe(true);
    expect(proves("When did all of it begin?")).toBe(true);
    expect(proves("When did all of the pain begin?")).toBe(false);
    expect(proves("When did it stop?")).toBe(false);
    expect(proves("Whose start when did it start")).toBe(true);
    expect(findPhrases(gapped, ["a", "b", "b", "x", "c"]).ruledOut.size).toBe(1);
    expect(findPhrases(gapped, ["a", "x", "y", "b", "b", "1", "2", "3", "c"]).ruledOut.size).toBe(1);
    expect(findPhrases(gapped, ["a", "b", "1", "2", "3", "4", "c"]).ruledOut.size).toBe(0);
  });

  it("weighs, where several topics are proven, the words found by how few topics use them", () => {
    const shared = compilePhraseRules([
      topic(["spare key|keys", "where ... keys"], []),
      topic(["keys kept", "where ... kept"], []),
      topic(["where is it"], []),
    ]);

    const { proven, ownWords } = findPhrases(shared, "where are spare keys kept".split(" "));

    expect([...proven].sort()).toEqual([0, 1]);
    // "where" is in the phrases of all three, "keys" of two, "spare" and "kept" of one each.
    expect(ownWords.get(0)).toBeCloseTo(Math.log(3 / 2) + Math.log(3));
    expect(ownWords.get(1)).toBeCloseTo(Math.log(3 / 2) + Math.log(3));
    expect(findPhrases(shared, ["spare", "key"]).ownWords.size).toBe(0);
  });
});
