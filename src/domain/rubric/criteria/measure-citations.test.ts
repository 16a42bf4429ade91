import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

const count = (form: "bracketed" | "author_year" | "url", answer: string) =>
  Number(assessCriterion({ kind: "citations", form, min: 1 }, answer).explanation.split(" ")[0]);

describe("the criterion citations", () => {
  it("counts different sources, not marks", () => {
    expect(count("bracketed", "As shown [1], and again [1]; see [2, 3] and [^4].")).toBe(4);
    expect(count("bracketed", "So say several [1, 2, 3; 4].")).toBe(4);
    expect(count("bracketed", "a[i] and [note] and `x`\n```\n[1]\n```")).toBe(0);
  });

  it("knows author and year in brackets and in the text", () => {
    expect(count("author_year", "(Smith, 2020)")).toBe(1);
    expect(count("author_year", "(see Smith & Jones, 2019; O'Neil et al., 2021a, p. 4)")).toBe(2);
    expect(count("author_year", "(Smith, 2019) and (Smith, 2020) and again (SMITH, 2020)")).toBe(2);
    expect(count("author_year", "Vesalius (1543) and (Gutenberg, 1455)")).toBe(1);
    expect(count("author_year", "Garcia-Lopez et al. (2018) say what Lee (2001) said.")).toBe(2);
    expect(count("author_year", "In (May 2020) and (2020) and the year (Smith).")).toBeLessThanOrEqual(1);
  });

  it("knows addresses and DOIs", () => {
    expect(count("url", "See https://example.org/a?b=1, (http://example.com), https://example.org/a?b=1. doi:10.1000/182")).toBe(
      3,
    );
    expect(count("url", "https://example.org/a and HTTPS://Example.org/a.")).toBe(1);
    expect(count("url", "https:// and example")).toBe(0);
  });

  it("is met from the least number on", () => {
    const assess = (answer: string) => assessCriterion({ kind: "citations", form: "bracketed", min: 2 }, answer).met;
    expect([assess("x [1]"), assess("x [1] y [2]")]).toEqual([0, 1]);
  });
});
