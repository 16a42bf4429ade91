import { describe, expect, it } from "vitest";
import { compilePatterns } from "./compile-patterns.ts";

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
    const many = Array.from({ length: 60 }, (_unused, number) => pattern(`x${number}([a-z0-9]{0,500}y){1,2}`));
    const found = compilePatterns(many)("x7y and x59abcy");
    expect(found.flatMap((isThere, number) => (isThere ? [number] : []))).toEqual([5, 7, 59]);
  });
});
