import { describe, expect, it } from "vitest";
import { compilePatterns, PATTERN_INSTRUCTIONS_MAX, planPatterns } from "./compile-patterns.ts";

const pattern = (source: string, ignoreCase = false) => ({ pattern: source, ignoreCase });
const occurs = (source: string, text: string, ignoreCase = false) => compilePatterns([pattern(source, ignoreCase)])(text)[0];

describe("compilePatterns", () => {
  it("tells which of the patterns occur, by their place", () => {
    const find = compilePatterns([pattern("cat"), pattern("d.g"), pattern("\\bbird\\b")]);
    expect(find("a dog and a cat")).toEqual([true, true, false]);
    expect(find("birds")).toEqual([false, false, false]);
    expect(find("")).toEqual([false, false, false]);
    expect(compilePatterns([])("x")).toEqual([]);
  });

  it("keeps flags within their pattern", () => {
    const find = compilePatterns([pattern("(?i)cat|dog"), pattern("bird"), pattern("fish", true), pattern("a|whale", true)]);
    expect(find("CAT DOG BIRD FISH WHALE")).toEqual([true, false, true, true]);
    expect(find("DOG")).toEqual([true, false, false, false]);
  });

  it("reads Unicode classes, anchors and line flags", () => {
    expect(occurs("\\p{Greek}", "αβγ")).toBe(true);
    expect(occurs("^b$", "a\nb")).toBe(false);
    expect(occurs("(?m)^b$", "a\nb")).toBe(true);
    expect(occurs("(?s)a.b", "a\nb")).toBe(true);
    expect(occurs("straße", "STRASSE", true)).toBe(false);
  });

  it("comes back from patterns that take other engines exponential time", () => {
    const text = `${"a".repeat(100_000)}!`;
    expect(occurs("(a+)+$", text)).toBe(false);
    expect(occurs("(a|a)*b", text)).toBe(false);
    expect(occurs("(.*)(.*)(.*)(.*)(.*)z", text)).toBe(false);
  });

  it.each(["(?=a)b", "(?<=a)b", "(?<!a)b", "(a)\\1", "(?>a)", "a++", "[a", "a{1001}", "("])(
    "refuses %j, and says which it is and why",
    (source) => {
      const compile = () => compilePatterns([pattern("fine"), pattern(source)]);
      expect(compile).toThrow(`The pattern ${JSON.stringify(source)} is refused: `);
      expect(compile).toThrow("re2 syntax, which runs in linear time: no backreferences, no look-ahead or look-behind");
    },
  );

  it("cuts a set that is too large for one automaton into smaller ones", () => {
    const many = Array.from({ length: 60 }, (_unused, number) => pattern(`x${number}([a-c]?${"(d|ef)?".repeat(20)}y){1,2}`));
    expect(planPatterns(many).together.length).toBeGreaterThan(1);
    expect(planPatterns(many).apart).toEqual([]);
    const found = compilePatterns(many)("x7y and x59defy");
    expect(found.flatMap((isThere, number) => (isThere ? [number] : []))).toEqual([7, 59]);
  });

  it.each([
    "e[^\\n]{60}z",
    "(\\w+ ){15}",
    "([a-z]{4} ){3}",
    "(?s).{0,20}!",
    "index[^\\n]{0,12}fast",
    "\\p{L}+ \\p{Lu}",
    "(?i)[A-Z]{9}",
  ])("reads %j apart from the others, whose states it would multiply", (source) => {
    expect(planPatterns([pattern("cat"), pattern(source), pattern("dog")])).toEqual({ together: [[0, 2]], apart: [1] });
  });

  it.each(["x{60}", "\\d{4}([ -]\\d{4}){3}", "[A-Z]{9}", "a\\{60}b", "leak[^\\n]*empty", "\\s{0,20}!", "[^\\n]{8}"])(
    "reads %j together with the others",
    (source) => {
      expect(planPatterns([pattern("cat"), pattern(source)])).toEqual({ together: [[0, 1]], apart: [] });
    },
  );

  it("bounds what the patterns of one automaton multiply together", () => {
    const eights = Array.from({ length: 9 }, () => pattern("e[^\\n]{8}z"));
    expect(planPatterns(eights)).toEqual({ together: [[0, 1, 2, 3], [4, 5, 6, 7], [8]], apart: [] });
  });

  it("refuses a pattern that compiles to too much", () => {
    expect(() => compilePatterns([pattern("([a-z]{25} ){39}")])).toThrow(
      `The pattern "([a-z]{25} ){39}" is refused: it compiles to 1094 instructions, at most ${PATTERN_INSTRUCTIONS_MAX} are allowed.`,
    );
    expect(occurs("[a-z]{900}", "a".repeat(900))).toBe(true);
  });
});
