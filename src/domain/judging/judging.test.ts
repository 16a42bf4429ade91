import { describe, expect, it } from "vitest";
import { quoteFinder } from "./quote-finder.ts";
import { weighVerdicts } from "./weigh-verdicts.ts";

const TEXT =
  'Good day.\nThe **capital** of France is “Paris”, isn\'t it? 法国的首都是巴黎。 It has `print("a\\n")` 2.1 million people.';

describe("a quote", () => {
  it.each([
    "The capital of France is Paris",
    "the CAPITAL of   france",
    'is "Paris", isn’t it?',
    "Good day. … of France",
    "Good day [...] 2.1 million people",
    "Good day.\\nThe capital",
    "首都是巴黎",
    'print("a\\n")',
  ])("is found though its look differs: %j", (quote) => {
    expect(quoteFinder(TEXT)(quote)).toBe(true);
  });

  it.each(["The capital of France is Lyon", "capita", "million people … Good day", "法国的首都是里昂", "", "…", " \n?"])(
    "is not found where its words do not stand, in part, or in another order: %j",
    (quote) => {
      expect(quoteFinder(TEXT)(quote)).toBe(false);
    },
  );
});

describe("weighed verdicts", () => {
  const criteria = [
    { id: "a", dimension: "D1_A", text: "", points: 3 },
    { id: "b", dimension: "D1_A", text: "", points: 1 },
    { id: "c", dimension: "D2_B", text: "", points: -2 },
  ];

  it("are points met by positive points; what only takes away earns no score of its own", () => {
    expect(weighVerdicts(criteria, [1, 0, 0])).toEqual({ raw: 0.75, scores: { D1_A: 0.75, D2_B: null } });
    expect(weighVerdicts(criteria, [1, 1, 1]).raw).toBe(0.5);
    expect(weighVerdicts(criteria, [0, 0, 1]).raw).toBe(0);
  });

  it("are expectations where verdicts are probabilities", () => {
    const { raw } = weighVerdicts(criteria, [0.5, 1, 0.1]);
    expect(raw).toBeCloseTo((1.5 + 1 - 0.2) / 4, 12);
  });
});
