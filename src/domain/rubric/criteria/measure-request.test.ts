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

  describe("of what is only taken over from the request", () => {
    const request = "Compare the harvest of barley, oats, maize and rye in dry summers.";
    const cover = (answer: string) => assessCriterion({ kind: "request_coverage" }, answer, { request }).met;

    it("reads nothing, whether it is copied or listed", () => {
      expect(cover(`You asked me this: ${request}`)).toBe(0);
      expect(cover(`You asked: ${request} Farmers trust that: ${request}`)).toBe(0);
      expect(cover("This treats summers, rye, oats, maize, harvest, dry and barley.")).toBe(0);
    });

    it("reads the rest of the answer", () => {
      expect(cover(`> ${request}\n\nMost farmers trust barley most; oats suffer.`)).toBeCloseTo(2 / 8);
    });

    it("reads rows of a few words", () => {
      expect(cover("Over dry summers rye and barley do well, while others fail.")).toBeCloseTo(4 / 8);
    });

    it("reads a row of six words, but none of seven", () => {
      const ofLong = (answer: string) =>
        assessCriterion({ kind: "request_coverage" }, answer, {
          request: "Compare the harvest and price of barley, oats, maize, wheat and rye in dry summers.",
        }).explanation;
      const [six, seven] = ["rye, wheat, maize, oats, barley and price", "rye, wheat, maize, oats, barley, price and harvest"];
      expect(ofLong(`Farmers trust ${six}.`)).toBe("6 of 10 content words of the request taken up");
      expect(ofLong(`Farmers trust ${seven}.`)).toBe("0 of 10 content words of the request taken up");
    });

    it("reads a row of less than four fifths of the words of a short request, and of four words of any", () => {
      expect(cover("Farmers trust rye, oats, maize, barley and dry summers.")).toBeCloseTo(6 / 8);
      const request = "Compare barley, oats, rye and maize.";
      const four = "Farmers trust rye, maize, oats and barley.";
      expect(assessCriterion({ kind: "request_coverage" }, four, { request }).met).toBeCloseTo(4 / 5);
    });

    it("reads no row of nearly all the words of a short request", () => {
      const ofShort = (answer: string) =>
        assessCriterion({ kind: "request_coverage" }, answer, { request: "Compare barley, oats, rye, maize and wheat." }).met;
      expect(ofShort("This is on wheat, rye, maize, oats and barley.")).toBe(0);
      expect(ofShort("Wheat and rye like cold, barley and oats do not, maize hates it.")).toBeCloseTo(5 / 6);
    });
  });

  it("does not apply to a request without content words", () => {
    expect(assessCriterion({ kind: "request_coverage" }, "Hello.", { request: "And you?" }).met).toBeNull();
  });
});

describe("the criterion echo", () => {
  const echo = { kind: "echo", shareMax: 0.5, requestShareMax: null } as const;

  it("is not met by an answer that says the request again", () => {
    const request = "Please explain how a bill becomes a law in this country.";
    expect(assessCriterion(echo, request, { request }).met).toBe(0);
    expect(assessCriterion(echo, "First it is drafted, then both houses vote on it.", { request }).met).toBe(1);
    expect(assessCriterion(echo, "It does.", { request }).met).toBeNull();
  });

  it("sees a copy of the request with something else around it, where it looks at the request too", () => {
    const request = "Two cups of six came in pieces on Monday, two new ones are sent today.";
    const padded = `Dear Ms Lind, thank you for your letter of last week. ${request} We hope to see you again soon in our shop. Kind regards from all of us here.`;
    const both = { ...echo, requestShareMax: 0.4 } as const;
    expect(assessCriterion(echo, padded, { request }).met).toBe(1);
    expect(assessCriterion(both, padded, { request })).toMatchObject({
      met: 0,
      explanation: "12 of 40 word sequences stand in the request, 12 of the request's 12 in it",
    });
    expect(assessCriterion(both, "Today we send you two cups for the two that broke, with our regrets.", { request }).met).toBe(
      1,
    );
    expect(assessCriterion(both, "A longer answer than that to it.", { request: "And you?" }).met).toBe(1);
  });
});

describe("the criterion relevance", () => {
  const VECTORS: Readonly<Record<string, readonly number[]>> = {
    cat: [100, 10],
    kitten: [90, 30],
    tax: [-60, 127],
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

  it("rises in a straight line from a cosine of 0.05 to one of 0.55 with the mean direction of all words, long vectors or short", () => {
    const directions: Readonly<Record<string, readonly number[]>> = {
      barley: [100, 0],
      plum: [28, 96],
      lime: [7, -24],
      ...Object.fromEntries(["oats", "maize", "wheat", "rye"].map((word) => [word, [0, 50]])),
    };
    const wordVectors = {
      dimensions: 2,
      find: (word: string) => (directions[word] === undefined ? null : Int8Array.from(directions[word])),
    };
    const near = (answer: string) =>
      assessCriterion({ kind: "relevance" }, answer, { request: "barley", tools: { ...tools, wordVectors } }).met;
    // Cosines of 7/25, of 1, of 1/√10 and of 1/√17.
    expect(near("plum")).toBeCloseTo((0.28 - 0.05) / 0.5, 12);
    expect(near("plum lime")).toBe(1);
    expect(near("oats maize wheat barley")).toBeCloseTo((1 / Math.sqrt(10) - 0.05) / 0.5, 12);
    expect(near("oats maize wheat rye barley")).toBeCloseTo((1 / Math.sqrt(17) - 0.05) / 0.5, 12);
  });

  it("is not met by an answer that only says the request again", () => {
    const request = "cat tax kitten zzz xxx";
    expect(assess(request, request).met).toBe(0);
    expect(assess(request, `${request} yyy. Kitten, kitten.`).met).toBeGreaterThan(0);
  });

  it("does not apply where no meaning is known", () => {
    expect(assess("cat", "zzz").met).toBeNull();
    expect(assess("zzz", "cat").met).toBeNull();
    expect(assess("cat", "nothing").met).toBeNull();
    expect(assessCriterion({ kind: "relevance" }, "kitten", { request: "cat" }).met).toBeNull();
  });
});
