import { RE2Set } from "re2js";

/** What makes a pattern dear to an automaton that reads for several at once. Counted from its compiled program: the same on every machine. */
export interface ProgramSize {
  /** Instructions of the program; counted repeats are written out in it. */
  readonly instructions: number;
  /**
   * Those that let many letters through (`.`, `\w`, `[^\n]`, `[a-z]`). In `[^\n]{60}` there are 60, and each can hold a place of its own in one text at once:
   * an automaton keeps a state for every set of places that it comes across, times the states of all that it reads for besides.
   */
  readonly wideInstructions: number;
  /** Classes of characters that the pattern tells apart. A state has a cell for each, and `\p{L}` alone makes over a thousand. */
  readonly characterClasses: number;
  /** Whether it can only begin where the text begins (`^`, `\\A`): it is soon done with a text. */
  readonly startsText: boolean;
}

/** The library's bit for "the text begins here" (RE2's kEmptyBeginText). */
const BEGIN_TEXT = 4;

/** What the library says of one instruction of a compiled program. */
interface Instruction {
  matchRune(rune: number): boolean;
}

/** Letters of which an instruction lets through a quarter to be wide. */
const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz", (letter) => letter.charCodeAt(0));
const WIDE_LETTERS_MIN = LETTERS.length / 4;

/** Measures the program of an re2 expression. Throws what the library throws where it cannot be compiled. */
export function measureProgram(expression: string): ProgramSize {
  const set = new RE2Set(RE2Set.UNANCHORED);
  set.add(expression);
  set.compile();
  const instructions: readonly Instruction[] = set.prog.inst;
  return {
    instructions: instructions.length,
    wideInstructions: instructions.filter(isWide).length,
    characterClasses: set.dfa.numClasses,
    startsText: (set.prog.startCond() & BEGIN_TEXT) !== 0,
  };
}

function isWide(instruction: Instruction): boolean {
  return LETTERS.filter((letter) => instruction.matchRune(letter)).length >= WIDE_LETTERS_MIN;
}
