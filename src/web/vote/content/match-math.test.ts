import { describe, expect, it } from "vitest";
import { matchMath } from "./match-math.ts";

const at = (text: string) => matchMath(text, text.search(/[$\\]/));

describe("matchMath", () => {
  it.each([
    ["$x^2$", "x^2", false],
    ["$$x$$", "x", true],
    ["\\(a_b\\)", "a_b", false],
    ["\\[ a \\]", "a", true],
    ["$2x + 3 = 7$", "2x + 3 = 7", false],
    ["$\\text{costs } \\$5$", "\\text{costs } \\$5", false],
    ["($n$)", "n", false],
  ])("reads %j as a formula", (text, source, isDisplayed) => {
    expect(at(text)).toMatchObject({ source, isDisplayed });
  });

  it.each([
    "it costs $5 and $6",
    "from $5-$10",
    "$5",
    "$ 5$",
    "US$5 or CA$6",
    "$5 million for the US$ account",
    "\\$5\\$",
    "$a\n\nb$",
    "$$",
    "\\(open",
  ])("leaves %j alone", (text) => {
    const starts = [...text.matchAll(/[$\\]/g)].map(({ index }) => index);
    const first = starts[0] ?? 0;
    expect(matchMath(text, first)).toBeNull();
  });

  it("says where the text goes on", () => {
    expect(matchMath("a $x$ b", 2)?.end).toBe(5);
    expect(matchMath("\\[x\\].", 0)?.end).toBe(5);
  });

  it("looks for an end only so far", () => {
    expect(matchMath(`$$${"x".repeat(5_001)}$$`, 0)).toBeNull();
  });
});
