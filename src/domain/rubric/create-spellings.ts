import { APOSTROPHE, CHARACTER_KINDS, DIGIT, EMOJI, LETTER, NUMBER_MARK, SEPARATOR, UNKNOWN } from "./character-kinds.ts";
import { copyCodes, createSpellingLetters } from "./create-spelling-letters.ts";

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
const NO_CODES = new Uint16Array(0);

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
  /** The characters of the words of the text that is read, each at its place. */
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
      codes = new Uint16Array(length * 2);
    }
    // Held here: the loops below ask them for every character.
    const seen = codes;
    const numbers = scratch;
    let count = 0;
    let position = 0;
    while (position < length) {
      let code = text.charCodeAt(position);
      let kind = CHARACTER_KINDS[code] ?? UNKNOWN;
      if (kind === UNKNOWN) {
        return null;
      }
      if (kind !== LETTER && kind !== DIGIT) {
        position += kind === EMOJI && isLowSurrogate(text, position + 1) ? 2 : 1;
        continue;
      }
      const start = position;
      let hash = HASH_START;
      do {
        hash = Math.imul(hash ^ code, HASH_FACTOR);
        seen[position] = code;
        position += 1;
        code = position < length ? text.charCodeAt(position) : 0;
        kind = CHARACTER_KINDS[code] ?? UNKNOWN;
      } while (kind === LETTER || kind === DIGIT);
      if (kind === APOSTROPHE || kind === NUMBER_MARK) {
        position = copyCodes(text, position, endOfLongSpelling(text, position), seen, position);
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

function isLowSurrogate(text: string, position: number): boolean {
  return position < text.length && (text.charCodeAt(position) & 0xfc00) === 0xdc00;
}

/** Where a spelling ends that goes on after an apostrophe or a mark in a number, as far as it does. */
function endOfLongSpelling(text: string, from: number): number {
  let position = from;
  for (;;) {
    const kind = kindAt(text, position);
    const next = kindAt(text, position + 1);
    if (kind === APOSTROPHE && next === LETTER) {
      position = skipKind(text, position + 1, LETTER);
    } else if (kind === NUMBER_MARK && next === DIGIT && kindAt(text, position - 1) === DIGIT) {
      position = skipKind(text, position + 1, DIGIT);
    } else {
      return position;
    }
  }
}

/** Past the end as for a separator: a unit that is no number would make all look-ups slow. */
function kindAt(text: string, position: number): number {
  return position < text.length ? (CHARACTER_KINDS[text.charCodeAt(position)] ?? UNKNOWN) : SEPARATOR;
}

function skipKind(text: string, from: number, kind: number): number {
  let position = from;
  while (kindAt(text, position) === kind) {
    position += 1;
  }
  return position;
}
