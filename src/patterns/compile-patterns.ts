import { RE2JS, RE2JSException, RE2Set } from "re2js";
import type { PatternSet, PatternSource } from "../domain/rubric/rubric-tools.ts";
import { measureProgram, type ProgramSize } from "./measure-program.ts";

/** Instructions of one pattern. A text is read in at worst one step for each character and instruction, and whoever is scored chooses the text. */
export const PATTERN_INSTRUCTIONS_MAX = 1_000;

/** What a pattern may need to be read together with others; what needs more gets an automaton of its own. */
const SHARED_PATTERN_MAX = { instructions: 400, wideInstructions: 8, characterClasses: 128 };
/** What the patterns of one shared automaton may need together. */
const SHARED_SET_MAX = { instructions: 4_000, wideInstructions: 32 };
/** Bytes that a shared automaton may keep of its states; past them it is forgotten and built anew, or the slower simulation takes over, linear as well. */
const AUTOMATON_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Compiles re2 patterns to as few automata as their size allows, mostly one, so that a text is read once for all of them and in time linear in the text
 * (https://github.com/google/re2/wiki/Syntax). A pattern that would multiply the states of the others, such as a counted repeat of a wide class, is read by itself.
 * Flags inside a pattern (`(?i)`) reach to the end of that pattern and no further. Throws an `Error` that names the first pattern that is no re2 syntax or too large,
 * and why.
 */
export function compilePatterns(patterns: readonly PatternSource[]): PatternSet {
  const { together, apart } = planPatterns(patterns);
  const sets = together.map((slots) => ({
    slots,
    set: compileSet(
      slots.map((slot) => expressionOf(patterns, slot)),
      RE2Set.UNANCHORED,
    ),
  }));
  const single = apart.map((slot) => ({ slot, occursIn: compileSingle(expressionOf(patterns, slot)) }));
  return (text) => {
    const found = new Array<boolean>(patterns.length).fill(false);
    for (const { set, slots } of sets) {
      for (const index of set.match(text)) {
        found[slots[index] ?? 0] = true;
      }
    }
    for (const { slot, occursIn } of single) {
      found[slot] = occursIn(text);
    }
    return found;
  };
}

/** Which patterns are read by one automaton, and which by one of their own: by their places in the list. */
export interface PatternPlan {
  readonly together: readonly (readonly number[])[];
  readonly apart: readonly number[];
}

/** Decides it by the size of the compiled programs alone. Throws as `compilePatterns` does. */
export function planPatterns(patterns: readonly PatternSource[]): PatternPlan {
  const together: number[][] = [];
  const apart: number[] = [];
  let used = { instructions: 0, wideInstructions: 0 };
  for (const [slot, pattern] of patterns.entries()) {
    const size = sizeOf(pattern);
    if (isDearToOthers(size)) {
      apart.push(slot);
      continue;
    }
    used = {
      instructions: used.instructions + size.instructions,
      wideInstructions: used.wideInstructions + size.wideInstructions,
    };
    const open = together.at(-1);
    const isFull = used.instructions > SHARED_SET_MAX.instructions || used.wideInstructions > SHARED_SET_MAX.wideInstructions;
    if (open === undefined || isFull) {
      together.push([slot]);
      used = size;
    } else {
      open.push(slot);
    }
  }
  return { together, apart };
}

function isDearToOthers({ instructions, wideInstructions, characterClasses }: ProgramSize): boolean {
  return (
    instructions > SHARED_PATTERN_MAX.instructions ||
    wideInstructions > SHARED_PATTERN_MAX.wideInstructions ||
    characterClasses > SHARED_PATTERN_MAX.characterClasses
  );
}

/** Compiled alone first: the error of a set would not say which pattern it is about. */
function sizeOf(source: PatternSource): ProgramSize {
  const size = measure(source);
  if (size.instructions > PATTERN_INSTRUCTIONS_MAX) {
    throw new Error(
      `The pattern ${JSON.stringify(source.pattern)} is refused: it compiles to ${size.instructions} instructions, at most ${PATTERN_INSTRUCTIONS_MAX} are allowed. Counted repeats are written out: {0,60} makes sixty copies. Lower the counts, or leave them out (*, +).`,
    );
  }
  return size;
}

function measure({ pattern, ignoreCase }: PatternSource): ProgramSize {
  try {
    return measureProgram(toExpression(pattern, ignoreCase));
  } catch (cause) {
    const reason =
      cause instanceof RE2JSException ? cause.message.replace(/^error parsing regexp: /, "") : "it cannot be compiled";
    throw new Error(
      `The pattern ${JSON.stringify(pattern)} is refused: ${reason}. Patterns are re2 syntax, which runs in linear time: no backreferences, no look-ahead or look-behind, repeats up to 1000.`,
      { cause },
    );
  }
}

function expressionOf(patterns: readonly PatternSource[], slot: number): string {
  const source = patterns[slot];
  return source === undefined ? "" : toExpression(source.pattern, source.ignoreCase);
}

function toExpression(pattern: string, ignoreCase: boolean): string {
  return ignoreCase ? `(?i)${pattern}` : pattern;
}

/** The library looks for the letters that a match must have before it reads on; a pattern that starts the text it leaves as soon as it has failed. */
function compileSingle(expression: string): (text: string) => boolean {
  if (measureProgram(expression).startsText) {
    const set = compileSet([expression], RE2Set.ANCHOR_START);
    return (text) => set.match(text).length > 0;
  }
  const single = RE2JS.compile(expression);
  return (text) => single.test(text);
}

function compileSet(expressions: readonly string[], anchor: number): RE2Set {
  const set = new RE2Set(anchor, 0, AUTOMATON_BYTES_MAX);
  for (const expression of expressions) {
    set.add(expression);
  }
  set.compile();
  return set;
}
