/** A formula found in a text. */
export interface MathMatch {
  readonly source: string;
  readonly isDisplayed: boolean;
  /** Where the text goes on. */
  readonly end: number;
}

/** How far the end of a formula is looked for, in UTF-16 units. */
const SEARCH_CHARACTERS = 5_000;
const PAIRS = [
  { opener: "$$", closer: "$$", isDisplayed: true },
  { opener: "\\[", closer: "\\]", isDisplayed: true },
  { opener: "\\(", closer: "\\)", isDisplayed: false },
] as const;
/** `5 million for the US`: a sum and then words, between two signs that each stood for dollars. */
const SUM_AND_WORDS = /^\d[\d.,]*\s+[\p{L}\s,.'-]*\p{L}{2}[^\\^_{}=+<>]*$/u;

/** The formula that begins at a place of a text, or null: between `$$`, `\[ \]`, `\( \)` or single `$`, which mostly are prices and therefore need to touch what they enclose. */
export function matchMath(text: string, start: number): MathMatch | null {
  for (const { opener, closer, isDisplayed } of PAIRS) {
    if (text.startsWith(opener, start)) {
      return matchPair(text, start, closer, isDisplayed);
    }
  }
  return text.charAt(start) === "$" ? matchDollars(text, start) : null;
}

function matchPair(text: string, start: number, closer: string, isDisplayed: boolean): MathMatch | null {
  const from = start + 2;
  const at = text.slice(from, from + SEARCH_CHARACTERS).indexOf(closer);
  const source = at < 0 ? "" : text.slice(from, from + at);
  return source.trim() === "" ? null : { source: source.trim(), isDisplayed, end: from + at + closer.length };
}

function matchDollars(text: string, start: number): MathMatch | null {
  const before = text.charAt(start - 1);
  const from = start + 1;
  if (/[\p{L}\p{N}$\\]/u.test(before) || /^[\s$]?$/.test(text.charAt(from))) {
    return null;
  }
  const limit = Math.min(text.length, from + SEARCH_CHARACTERS);
  for (let index = from; index < limit; index += 1) {
    const character = text.charAt(index);
    if (character === "\\") {
      index += 1;
    } else if (character === "\n" && text.charAt(index + 1) === "\n") {
      return null;
    } else if (character === "$") {
      return closeDollars(text, from, index);
    }
  }
  return null;
}

/** The formula between two single signs, where the second can end one. */
function closeDollars(text: string, from: number, at: number): MathMatch | null {
  const source = text.slice(from, at);
  const isPrice = /\s$/.test(source) || /\d/.test(text.charAt(at + 1)) || SUM_AND_WORDS.test(source);
  return isPrice ? null : { source, isDisplayed: false, end: at + 1 };
}
