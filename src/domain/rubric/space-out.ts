/** A character of a script that is written without spaces between words. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WITH_MARKS = new RegExp(`${UNSPACED.source}\\p{M}*`, "gu");

/** None of those scripts begins before U+0E00 (Thai). */
const MAY_BE_UNSPACED = /[^\0-\u0DFF]/;

/** The text with spaces around each character of a script that is written without them, so that each is a word, as word processors count. */
export function spaceOut(text: string): string {
  return MAY_BE_UNSPACED.test(text) ? text.replace(WITH_MARKS, " $& ") : text;
}
