import { UNSPACED } from "../text/unspaced.ts";

const WITH_MARKS = new RegExp(`${UNSPACED.source}\\p{M}*`, "gu");

/** None of those scripts begins before U+0E00 (Thai). */
const MAY_BE_UNSPACED = /[^\0-\u0DFF]/;

/** The text with spaces around each character of a script that is written without them, so that each is a word, as word processors count. */
export function spaceOut(text: string): string {
  return MAY_BE_UNSPACED.test(text) ? text.replace(WITH_MARKS, " $& ") : text;
}
