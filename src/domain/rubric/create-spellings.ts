import { readCodes } from "../text/read-codes.ts";
import { APOSTROPHE, CHARACTER_KINDS, DIGIT, EMOJI, LETTER, NUMBER_MARK, SEPARATOR, UNKNOWN } from "./character-kinds.ts";
import { createSpellingLetters } from "./create-spelling-letters.ts";

/** Cells of the hash table; half of them are used. */
const CELLS = 32_768;
/** Cells that are asked for one spelling: more only in a text made to collide. */
const PROBES_MAX = 64;
/** FNV-1a. */
const HASH_START = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;
/** Longer spellings are looked into anew each time: few are words. */
const SPELLING_CHARACTERS_MAX = 64;
/** Rubrics are many and not all are used: their tables are made when they are. */
const NO_CELLS = new Int32Array(0);
const NO_CODES: Codes = new Uint16Array(0);

type Codes = ReturnType<typeof readCodes>;

/** Remembers for which words a spelling stands ("can't": can, not). */
export interface Spellings {
  /** The numbers of the words of a lower-case text; null where it has characters that are not looked into here. */
  read(lowerCase: string): Int32Array | null;
  count(): number;
  clear(): void;
}

/** Spellings in a hash table that is asked with a place in a text, so that no string is made of a spelling that is known. `expand` gives the numbers of its words. */
export function createSpellings(expand: (spelling: string) => readonly number[]): Spellings {
  /** Number of a spelling plus one. */
  let cells = NO_CELLS;
  let expansions: (readonly number[])[] = [];
  const letters = createSpellingLetters();
  let scratch = NO_CELLS;
  /** Of the text that is read, each character at its place. */
  let codes = NO_CODES;

  /** Looked for by hash, then compared with the text itself. */
  function expansionAt(text: string, start: number, end: number, hash: number): readonly number[] {
    for (let probe = 0; probe < PROBES_MAX; probe += 1) {
      const cell = ((hash ^ (hash >>> 15)) + probe) & (CELLS - 1);
      const held = (cells[cell] ?? 0) - 1;
      if (held < 0) {
        return learn(text.slice(start, end), cell);
      }
      if (letters.isAt(held, codes, start, end)) {
        return expansions[held] ?? [];
      }
    }
    return expand(text.slice(start, end));
  }

  function learn(spelling: string, cell: number): readonly number[] {
    const expansion = expand(spelling);
    if (expansions.length < CELLS / 2 && spelling.length <= SPELLING_CHARACTERS_MAX) {
      letters.add(spelling);
      expansions.push(expansion);
      cells[cell] = expansions.length;
    }
    return expansion;
  }

  function read(text: string): Int32Array | null {
    const { length } = text;
    if (cells.length === 0) {
      cells = new Int32Array(CELLS);
    }
    // A spelling stands for at most as many words as it has characters.
    if (scratch.length < length) {
      scratch = new Int32Array(length * 2);
    }
    // Held here: the loops below ask them for every character.
    const seen = readCodes(text);
    codes = seen;
    const numbers = scratch;
    let count = 0;
    let position = 0;
    while (position < length) {
      let code = seen[position] ?? 0;
      let kind = CHARACTER_KINDS[code] ?? UNKNOWN;
      if (kind === UNKNOWN) {
        return null;
      }
      if (kind !== LETTER && kind !== DIGIT) {
        position += kind === EMOJI && isLowSurrogate(seen, position + 1, length) ? 2 : 1;
        continue;
      }
      const start = position;
      let hash = HASH_START;
      do {
        hash = Math.imul(hash ^ code, HASH_FACTOR);
        position += 1;
        code = position < length ? (seen[position] ?? 0) : 0;
        kind = CHARACTER_KINDS[code] ?? UNKNOWN;
      } while (kind === LETTER || kind === DIGIT);
      if (kind === APOSTROPHE || kind === NUMBER_MARK) {
        position = endOfLongSpelling(seen, position, length);
        hash = Math.imul(hash ^ (position - start), HASH_FACTOR);
      }
      const expansion = expansionAt(text, start, position, hash);
      count = append(expansion, numbers, count);
    }
    return numbers.slice(0, count);
  }

  return {
    read,
    count: () => expansions.length,
    clear() {
      cells.fill(0);
      expansions = [];
      letters.clear();
    },
  };
}

/** Writes numbers into an array from a place on; the place after them. */
function append(numbers: readonly number[], to: Int32Array, at: number): number {
  for (let index = 0; index < numbers.length; index += 1) {
    to[at + index] = numbers[index] ?? 0;
  }
  return at + numbers.length;
}

function isLowSurrogate(codes: Codes, position: number, length: number): boolean {
  return position < length && ((codes[position] ?? 0) & 0xfc00) === 0xdc00;
}

/** Where a spelling ends that goes on after an apostrophe or a mark in a number, as far as it does. */
function endOfLongSpelling(codes: Codes, from: number, length: number): number {
  let position = from;
  for (;;) {
    const kind = kindAt(codes, position, length);
    const next = kindAt(codes, position + 1, length);
    if (kind === APOSTROPHE && next === LETTER) {
      position = skipKind(codes, position + 1, length, LETTER);
    } else if (kind === NUMBER_MARK && next === DIGIT && kindAt(codes, position - 1, length) === DIGIT) {
      position = skipKind(codes, position + 1, length, DIGIT);
    } else {
      return position;
    }
  }
}

/** Past the end as for a separator: what stands there is not the text's. */
function kindAt(codes: Codes, position: number, length: number): number {
  return position < length ? (CHARACTER_KINDS[codes[position] ?? 0] ?? UNKNOWN) : SEPARATOR;
}

function skipKind(codes: Codes, from: number, length: number, kind: number): number {
  let position = from;
  while (kindAt(codes, position, length) === kind) {
    position += 1;
  }
  return position;
}
