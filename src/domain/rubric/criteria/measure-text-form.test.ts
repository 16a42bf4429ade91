import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";
import type { Criterion } from "../rubric-check.ts";

const met = (criterion: Criterion, answer: string) => assessCriterion(criterion, answer).met;

describe("the criterion code_block", () => {
  const block = (language: string | null, expects: "present" | "absent" = "present") =>
    ({ kind: "code_block", language, expects }) as const;

  it("takes the usual names of a language for one", () => {
    expect(met(block("javascript"), "```js\nx()\n```")).toBe(1);
    expect(met(block("py"), "~~~ Python3 title\nx\n~~~")).toBe(1);
    expect(met(block("c++"), "```cpp\nx\n```")).toBe(1);
    expect(met(block("javascript"), "```java\nx()\n```")).toBe(0);
    expect(met(block(null), "```\nx\n```")).toBe(1);
  });

  it("does not count empty blocks or code within a line", () => {
    expect(met(block(null), "```\n\n```")).toBe(0);
    expect(met(block(null), "Use `x` or ```y``` here.")).toBe(0);
    expect(met(block(null, "absent"), "Use `x`.")).toBe(1);
    expect(met(block(null, "absent"), "")).toBeNull();
  });
});

describe("the criterion list_items", () => {
  it("counts bullets and numbers, rules and code aside", () => {
    expect(
      assessCriterion({ kind: "list_items", min: 3, max: 4 }, "* a\n  - b\n1) c\n(2) d\n---\n* * *\n```\n- e\n```\n5 apples"),
    ).toMatchObject({
      met: 1,
      explanation: "4 list items",
    });
    expect(met({ kind: "list_items", min: 1, max: null }, "No list - just text.")).toBe(0);
    expect(met({ kind: "list_items", min: null, max: 1 }, "- a\n- b")).toBe(0);
    expect(met({ kind: "list_items", min: 2, max: 2 }, "- a\n- b")).toBe(1);
  });
});

describe("the criterion script", () => {
  const script = (name: string, shareMin: number) => ({ kind: "script", script: name, shareMin }) as const;

  it("is a share of the letters", () => {
    expect(met(script("Cyrillic", 0.5), "Привет, world! 123")).toBe(1);
    expect(met(script("Cyrillic", 0.6), "Привет, world! 123")).toBe(0);
    expect(met(script("Latin", 1), "naïve")).toBe(1);
    expect(met(script("Cyrillic", 1), "Привет\n```\nx = y\n```")).toBe(1);
    expect(met(script("Latin", 1), "123 👍")).toBeNull();
  });

  it("refuses a script that Unicode does not have", () => {
    expect(() => met(script("Elvish", 1), "x")).toThrow('"Elvish" is no script of Unicode\'s.');
  });
});

describe("the criterion repetition", () => {
  const repetition = { kind: "repetition", ngramWords: 3, shareMax: 0.5 } as const;

  it("counts the word sequences that stood there before", () => {
    expect(assessCriterion(repetition, "a b c a b c a b c")).toMatchObject({
      met: 0,
      explanation: "4 of 7 word sequences stood there before",
    });
    expect(met(repetition, "a b a b a b")).toBe(1);
    expect(met(repetition, "a b c d e f")).toBe(1);
    expect(met(repetition, "a b")).toBeNull();
  });
});

describe("the criterion turns", () => {
  it("counts the policy's messages", () => {
    expect(met({ kind: "turns", min: 1, max: 1 }, "x")).toBe(1);
    expect(met({ kind: "turns", min: 2, max: null }, "x")).toBe(0);
    expect(met({ kind: "turns", min: null, max: 0 }, "x")).toBe(0);
  });
});
