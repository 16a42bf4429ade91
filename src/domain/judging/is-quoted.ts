/** Where a quote leaves something out. */
const GAP = /\[?(?:\.{3,}|…)\]?/;
/** Writing that sets no spaces between words: a quote may begin in the middle of a run. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Whoever reads a text as JSON may repeat its escapes. */
const JSON_ESCAPE = /\\(?:[bfnrt]|u[0-9a-fA-F]{4})/g;

/**
 * Whether words given as evidence stand in a text: each part between marks of omission, in their order. Letter case, white space, punctuation and markup do not count, since models repeat those loosely; words do.
 * @returns false for a quote without a word or number.
 */
export function isQuoted(quote: string, text: string): boolean {
  const parts = quote
    .split(GAP)
    .map(toWords)
    .filter((part) => part !== "");
  const words = ` ${toWords(text)} `;
  let position = 0;
  for (const part of parts) {
    const sought = WITHOUT_SPACES.test(part) ? part : ` ${part} `;
    const found = words.indexOf(sought, position);
    if (found < 0) {
      return false;
    }
    // The space behind it may stand before the next.
    position = found + sought.length - 1;
  }
  return parts.length > 0;
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
