import { readCodes } from "../text/read-codes.ts";

/** Kinds of characters, and how many of a run of them one token holds. */
const SPACE = 0;
const LETTER = 1;
const DIGIT = 2;
const MARK = 3;
const OTHER_LETTER = 4;
const CHARACTERS_PER_TOKEN = [0, 7, 3, 1, 2.5];

/** Where the scripts begin of which nearly every character is a token (CJK and on), but for surrogate pairs. */
const WIDE_SCRIPTS_START = 0x2e80;

/**
 * An estimate of the tokens that a byte-pair vocabulary of today makes of a text: a run of ASCII letters is one for each begun 7 letters, of digits one for each
 * begun 3, of letters of other alphabets one for each begun 2.5; every other mark is one, and so is every character of CJK. Made to be stable, not
 * exact: no tokeniser is loaded.
 */
export function countTokens(text: string): number {
  let tokens = 0;
  let run = 0;
  let kind = SPACE;
  const codes = readCodes(text);
  for (let index = 0; index < text.length; index += 1) {
    const next = kindOf(codes[index] ?? 0);
    if (next === kind) {
      run += 1;
    } else {
      tokens += tokensOf(kind, run);
      run = 1;
      kind = next;
    }
  }
  return tokens + tokensOf(kind, run);
}

function tokensOf(kind: number, run: number): number {
  return kind === SPACE ? 0 : Math.ceil(run / (CHARACTERS_PER_TOKEN[kind] ?? 1));
}

const ASCII_KINDS = Uint8Array.from({ length: 0x80 }, (_unused, code) => {
  const character = String.fromCharCode(code);
  if (code <= 0x20) {
    return SPACE;
  }
  return /[a-z]/i.test(character) ? LETTER : /\d/.test(character) ? DIGIT : MARK;
});

function kindOf(code: number): number {
  if (code < 0x80) {
    return ASCII_KINDS[code] ?? MARK;
  }
  if (code === 0xa0) {
    return SPACE;
  }
  return code >= WIDE_SCRIPTS_START ? MARK : OTHER_LETTER;
}
