import { RE2JS, RE2JSException } from "re2js";
import type { PatternSet, PatternSource } from "../domain/rubric/rubric-tools.ts";

/**
 * Compiles re2 patterns, each to an automaton of its own that reads a text in time linear in the text (https://github.com/google/re2/wiki/Syntax). Flags inside a
 * pattern (`(?i)`) reach to the end of that pattern and no further. Throws an `Error` that names the first pattern that is no re2 syntax, and why.
 */
export function compilePatterns(patterns: readonly PatternSource[]): PatternSet {
  // One automaton for all of them has the product of their states, and then spends its time on forgetting states and building them anew: with the ten patterns
  // of `preference` it was 57 times slower than ten automata.
  const compiled = patterns.map(compilePattern);
  return (text) => compiled.map((pattern) => pattern.test(text));
}

function compilePattern({ pattern, ignoreCase }: PatternSource): RE2JS {
  try {
    return RE2JS.compile(ignoreCase ? `(?i)${pattern}` : pattern);
  } catch (cause) {
    const reason =
      cause instanceof RE2JSException ? cause.message.replace(/^error parsing regexp: /, "") : "it cannot be compiled";
    throw new Error(
      `The pattern ${JSON.stringify(pattern)} is refused: ${reason}. Patterns are re2 syntax, which runs in linear time: no backreferences, no look-ahead or look-behind, repeats up to 1000.`,
      { cause },
    );
  }
}
