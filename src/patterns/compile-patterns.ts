import { RE2Set } from "re2js";
import type { PatternSource } from "../domain/rubric/rubric-tools.ts";

/** Compiles re2 patterns to one automaton, so that a text is read once for all of them and in linear time. Throws where a pattern is no re2 syntax. */
export function compilePatterns(patterns: readonly PatternSource[]): (text: string) => readonly boolean[] {
  const set = new RE2Set(RE2Set.UNANCHORED);
  for (const { pattern, ignoreCase } of patterns) {
    set.add(ignoreCase ? `(?i)${pattern}` : pattern);
  }
  set.compile();
  return (text) => {
    const found = new Set<number>(set.match(text));
    return patterns.map((_pattern, index) => found.has(index));
  };
}
