import { readCodes } from "../text/read-codes.ts";
import { UNSPACED } from "../text/unspaced.ts";

const MARK = /\p{M}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** What a character is to the one who counts words: that of most is a bit of the count, without a branch that no processor could foretell. */
const OTHER = 0;
const LETTER = 1;
const SPACE = 2;
const OTHER_MARK = 3;
/** One of an unspaced script, and a mark of such a script, which counts where it stands on nothing. */
const WHOLE_WORD = 4;
const MARK_OR_WORD = 5;
/** Not known by its unit alone: not met before, or half of a surrogate pair. */
const UNKNOWN = 6;

/** The kind of each UTF-16 unit, found when it is first met: asking the expressions about every character of every text takes ten times as long. */
const kinds = new Uint8Array(0x10000).fill(UNKNOWN);

/** Words as people count them: pieces between white space that hold a letter or digit ("don't" and "well-known" are one), and each character of unspaced scripts, with its marks, as in word processors. */
export function countWords(text: string): number {
  const codes = readCodes(text);
  let count = 0;
  /** 1 within a piece that holds a letter or digit. */
  let isWord = 0;
  for (let index = 0; index < text.length; index += 1) {
    let kind = kinds[codes[index] ?? 0] ?? UNKNOWN;
    if (kind > SPACE) {
      const character = characterAt(text, index);
      kind = kindOf(character);
      index += character.length - 1;
      if (kind === WHOLE_WORD || kind === MARK_OR_WORD) {
        index = skipMarks(text, index + 1) - 1;
        count += 1 + isWord;
        isWord = 0;
      }
      kind = kind > SPACE ? OTHER : kind;
    }
    const isSpace = kind >> 1;
    count += isWord & isSpace;
    isWord = (isWord | kind) & ~isSpace & 1;
  }
  return count + isWord;
}

/** The first place from there on where no mark stands. */
function skipMarks(text: string, from: number): number {
  let index = from;
  while (index < text.length) {
    const character = characterAt(text, index);
    const kind = kindOf(character);
    if (kind !== OTHER_MARK && kind !== MARK_OR_WORD) {
      break;
    }
    index += character.length;
  }
  return index;
}

function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

function kindOf(character: string): number {
  if (character.length > 1) {
    return findKind(character);
  }
  const code = character.charCodeAt(0);
  const known = kinds[code] ?? UNKNOWN;
  if (known !== UNKNOWN || isSurrogate(code)) {
    return known;
  }
  const kind = findKind(character);
  kinds[code] = kind;
  return kind;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function findKind(character: string): number {
  if (character <= " " || /\s/.test(character)) {
    return SPACE;
  }
  if (UNSPACED.test(character)) {
    return MARK.test(character) ? MARK_OR_WORD : WHOLE_WORD;
  }
  if (LETTER_OR_DIGIT.test(character)) {
    return LETTER;
  }
  return MARK.test(character) ? OTHER_MARK : OTHER;
}
