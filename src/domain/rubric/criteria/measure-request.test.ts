import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";
import { PLAIN_ENGINE_TOOLS } from "../../../../test/doubles/engine-tools.ts";

describe("the criterion request_coverage", () => {
  it("is the share of the request's content words taken up in any form", () => {
    const result = assessCriterion({ kind: "request_coverage" }, "Indexed rows make querying quick.", {
      request: "How does an index speed up queries?",
    });
    expect(result.explanation).toBe("2 of 3 content words of the request taken up");
    expect(result.met).toBeCloseTo(2 / 3);
  });

  it("does not apply to a request without content words", () => {
    expect(assessCriterion({ kind: "request_coverage" }, "Hello.", { request: "And you?" }).met).toBeNull();
  });
});

describe("the criterion echo", () => {
  const echo = { kind: "echo", shareMax: 0.5 } as const;

  it("is not met by an answer that says the request again", () => {
    const request = "Please explain how a bill becomes a law in this country.";
    expect(assessCriterion(echo, request, { request }).met).toBe(0);
    expect(assessCriterion(echo, "First it is drafted, then both houses vote on it.", { request }).met).toBe(1);
    expect(assessCriterion(echo, "It does.", { request }).met).toBeNull();
  });
});

describe("the criterion relevance", () => {
  const VECTORS: Readonly<Record<string, readonly number[]>> = {
    cat: [100, 10],
    kitten: [90, 30],
    tax: [0, 127],
    nothing: [0, 0],
  };
  const find = (word: string) => (VECTORS[word] === undefined ? null : Int8Array.from(VECTORS[word]));
  const tools = { ...PLAIN_ENGINE_TOOLS, wordVectors: { dimensions: 2, find } };
  const assess = (request: string, answer: string) => assessCriterion({ kind: "relevance" }, answer, { request, tools });

  it("grows with the nearness of meaning", () => {
    expect(assess("cat", "kitten").met).toBe(1);
    expect(assess("cat", "tax").met).toBe(0);
    expect(assess("cat", "kitten tax").met).toBeGreaterThan(0);
    expect(assess("cat", "kitten tax").met).toBeLessThan(1);
  });

  it("does not apply where no meaning is known", () => {
    expect(assess("cat", "zzz").met).toBeNull();
    expect(assess("zzz", "cat").met).toBeNull();
    expect(assess("cat", "nothing").met).toBeNull();
    expect(assessCriterion({ kind: "relevance" }, "kitten", { request: "cat" }).met).toBeNull();
  });
});
