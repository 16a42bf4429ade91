import { describe, expect, it } from "vitest";
import type { Topic } from "../scenarios/scenario.ts";
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
});
