/** Characters of a run that one token holds, by kind; null: white space, which belongs to the token after it. */
type CharactersPerToken = number | null;

const LETTERS: CharactersPerToken = 7;
const DIGITS: CharactersPerToken = 3;
const MARKS: CharactersPerToken = 1;
/** Letters of other alphabets, told apart from `DIGITS` by a value of their own. */
const OTHER_LETTERS: CharactersPerToken = 2.5;

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
  let kind: CharactersPerToken = null;
  for (let index = 0; index < text.length; index += 1) {
    const next = kindOf(text.charCodeAt(index));
    if (next !== kind) {
      tokens += kind === null ? 0 : Math.ceil(run / kind);
      run = 0;
      kind = next;
    }
    run += 1;
  }
  return tokens + (kind === null ? 0 : Math.ceil(run / kind));
}

function kindOf(code: number): CharactersPerToken {
  if (code <= 0x20 || code === 0xa0) {
    return null;
  }
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) {
    return LETTERS;
  }
  if (code >= 0x30 && code <= 0x39) {
    return DIGITS;
  }
  return code < 0x80 || code >= WIDE_SCRIPTS_START ? MARKS : OTHER_LETTERS;
}
