import { RE2JS, RE2JSCompileException, RE2JSException, RE2Set } from "re2js";
import type { PatternSet, PatternSource } from "../domain/rubric/rubric-tools.ts";

/** Bytes that the automaton of one set may keep of its states; past them it is forgotten and built anew, or the slower simulation takes over, linear as well. */
const AUTOMATON_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Compiles re2 patterns to as few automata as their size allows, mostly one, so that a text is read once for all of them and in time linear in the text
 * (https://github.com/google/re2/wiki/Syntax). Flags inside a pattern (`(?i)`) reach to the end of that pattern and no further.
 * Throws an `Error` that names the first pattern that is no re2 syntax, and why.
 */
export function compilePatterns(patterns: readonly PatternSource[]): PatternSet {
  const expressions = patterns.map(toExpression);
  const sets = compileSets(expressions, 0);
  return (text) => {
    const found = new Array<boolean>(expressions.length).fill(false);
    for (const { set, offset } of sets) {
      for (const index of set.match(text)) {
        found[offset + index] = true;
      }
    }
    return found;
  };
}

/** Compiled alone first: the error of a set would not say which pattern it is about. */
function toExpression({ pattern, ignoreCase }: PatternSource): string {
  const expression = ignoreCase ? `(?i)${pattern}` : pattern;
  try {
    RE2JS.compile(expression);
  } catch (cause) {
    const reason =
      cause instanceof RE2JSException ? cause.message.replace(/^error parsing regexp: /, "") : "it cannot be compiled";
    throw new Error(
      `The pattern ${JSON.stringify(pattern)} is refused: ${reason}. Patterns are re2 syntax, which runs in linear time: no backreferences, no look-ahead or look-behind, repeats up to 1000.`,
      { cause },
    );
  }
  return expression;
}

interface OffsetSet {
  readonly set: RE2Set;
  /** Number of the set's first pattern. */
  readonly offset: number;
}

/** One set where it is not too large to compile, else two of half the patterns each. */
function compileSets(expressions: readonly string[], offset: number): readonly OffsetSet[] {
  if (expressions.length === 0) {
    return [];
  }
  const set = new RE2Set(RE2Set.UNANCHORED, 0, AUTOMATON_BYTES_MAX);
  for (const expression of expressions) {
    set.add(expression);
  }
  try {
    set.compile();
    return [{ set, offset }];
  } catch (error) {
    if (!(error instanceof RE2JSCompileException) || expressions.length === 1) {
      throw error;
    }
    const half = Math.ceil(expressions.length / 2);
    return [...compileSets(expressions.slice(0, half), offset), ...compileSets(expressions.slice(half), offset + half)];
  }
}
