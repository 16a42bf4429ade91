const LATEX_WRAPPERS = /\\(?:text|mathrm|mathbf|mathit|textbf|operatorname)\{([^{}]{0,200})\}/g;
const LATEX_SPACING = /\\(?:left|right|displaystyle|[,;:! ])|[$]|~/g;
const ARTICLES: ReadonlySet<string> = new Set(["a", "an", "the"]);
/** A point or comma between digits, or a minus before one, is part of a number. */
const PUNCTUATION =
  /(?<!\d)[.,](?!\d)|(?<=\d)[.,](?!\d)|(?<!\d)[.,](?=\d)|-(?!\d)|(?<=[\p{L}\p{N}])-|[^\p{L}\p{N}\p{M}\s.,\-+/%°€£^<>=]/gu;
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g;

/**
 * The form in which answers are compared (SQuAD's): lower case, no articles, punctuation, LaTeX wrapping or thousands separators, single spaces. An article that is
 * all there is stays: "A" may be a choice.
 */
export function normaliseAnswer(text: string): string {
  const words = text
    .normalize("NFKC")
    .replace(LATEX_WRAPPERS, "$1")
    .replace(LATEX_SPACING, " ")
    .replace(/\\dfrac|\\tfrac/g, "\\frac")
    .replace(/[\u2212\u2010-\u2015]/g, "-")
    .toLowerCase()
    .replace(THOUSANDS, "")
    .replace(PUNCTUATION, " ")
    .split(/\s+/)
    .filter((word) => word !== "");
  const told = words.filter((word) => !ARTICLES.has(word));
  return (told.length === 0 ? words : told).join(" ");
}
