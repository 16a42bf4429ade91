/** Scripts that are written without spaces: each character counts, as in word processors. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const NOT_ASCII = /[^\0-\x7F]/;

/** Words as people count them: pieces between white space that hold a letter or digit ("don't" and "well-known" are one), and each character of unspaced scripts. */
export function countWords(text: string): number {
  if (!NOT_ASCII.test(text)) {
    return countAsciiWords(text);
  }
  let unspaced = 0;
  const spaced = text.replace(UNSPACED, () => {
    unspaced += 1;
    return " ";
  });
  return unspaced + spaced.split(/\s+/).filter((piece) => LETTER_OR_DIGIT.test(piece)).length;
}

function countAsciiWords(text: string): number {
  let count = 0;
  let hasLetter = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code <= 0x20) {
      count += hasLetter ? 1 : 0;
      hasLetter = false;
    } else if (!hasLetter) {
      hasLetter = isAsciiLetterOrDigit(code);
    }
  }
  return count + (hasLetter ? 1 : 0);
}

/** Whether a UTF-16 unit is one of a-z, A-Z, 0-9. */
export function isAsciiLetterOrDigit(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}
