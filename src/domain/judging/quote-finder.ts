import { UNSPACED } from "../text/unspaced.ts";

/** Where a quote leaves something out. */
const GAP = /\[?(?:\.{3,}|…)\]?/;
/** Whoever reads a text as JSON may repeat its escapes. */
const JSON_ESCAPE = /\\(?:[bfnrt]|u[0-9a-fA-F]{4})/g;

/**
 * Tells whether words given as evidence stand in a text: each part between marks of omission, in their order. Letter case, white space, punctuation and markup do not count, since models repeat those loosely; words do. A quote
 * without a word or number stands nowhere. The text is read once, at the first quote.
 */
export function quoteFinder(text: string): (quote: string) => boolean {
  let words: string | null = null;
  return (quote) => {
    words ??= ` ${toWords(text)} `;
    const parts = quote
      .split(GAP)
      .map(toWords)
      .filter((part) => part !== "");
    let position = 0;
    for (const part of parts) {
      // Where no spaces are set a quote may begin in the middle of a run.
      const sought = UNSPACED.test(part) ? part : ` ${part} `;
      const found = words.indexOf(sought, position);
      if (found < 0) {
        return false;
      }
      // The space behind it may stand before the next.
      position = found + sought.length - 1;
    }
    return parts.length > 0;
  };
}

/** Runs of letters, marks and digits, with single spaces. */
function toWords(text: string): string {
  return text
    .replace(JSON_ESCAPE, " ")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
