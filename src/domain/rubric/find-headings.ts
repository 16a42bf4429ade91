import { tokeniseWords } from "../text/tokenise-words.ts";
import { spaceOut } from "./space-out.ts";

/** A heading of an answer. */
export interface Heading {
  /** Its words, without numbering and marks. */
  readonly words: readonly string[];
  /** A `Title:` line names its section exactly; a markdown heading or bold line may go on ("Risks" in "## Risks and how to meet them"). */
  readonly isExact: boolean;
}

const HEADING_CHARACTERS_MAX = 120;
const MARKDOWN = /^ {0,3}#{1,6}\s+(\S.*)$/;
const BOLD = /^\s{0,3}(?:[-*+]\s+|\d{1,3}[.)]\s+)?(?:\*\*|__)([^*_]+?)(?:\*\*|__)\s*(?::?(?=\s|$)|：)/;
/** After the full-width colon of Chinese and Japanese no space follows. */
const TITLE = /^\s{0,3}(?:[-*+]\s+)?([^:：]{1,80})(?::(?=\s|$)|：)/;
const UNDERLINE = /^ {0,3}(?:={3,}|-{3,})\s*$/;
/** "1.", "2)", "IV.", "Section 3:", "a)", "一、". */
const NUMBERING =
  /^(?:(?:section|part|step|chapter)\s+)?(?:\d{1,3}(?:\.\d{1,3}){0,3}[.):]?|[ivx]{1,5}[.):]|[a-z][.)])\s+|^[一二三四五六七八九十\d]{1,3}、\s*/i;

/** The headings of a text's lines, in their order: `# Title`, underlined titles, bold beginnings of a line and `Title:` lines. */
export function findHeadings(lines: readonly string[]): readonly Heading[] {
  const headings: Heading[] = [];
  for (const [number, line] of lines.entries()) {
    const heading = readHeading(line, lines[number + 1] ?? "");
    if (heading !== null && heading.words.length > 0) {
      headings.push(heading);
    }
  }
  return headings;
}

function readHeading(line: string, next: string): Heading | null {
  const start = line.slice(0, HEADING_CHARACTERS_MAX);
  const marked = MARKDOWN.exec(start)?.[1] ?? BOLD.exec(start)?.[1];
  if (marked !== undefined) {
    return { words: headingWords(marked), isExact: false };
  }
  if (UNDERLINE.test(next) && line.trim() !== "") {
    return { words: headingWords(start), isExact: false };
  }
  const title = TITLE.exec(start)?.[1];
  return title === undefined ? null : { words: headingWords(title), isExact: true };
}

/** The words of a heading in lower case, numbering and marks aside. */
export function headingWords(text: string): readonly string[] {
  return tokeniseWords(
    spaceOut(
      text
        .replace(/[*_`#]/g, " ")
        .trim()
        .replace(NUMBERING, "")
        .normalize("NFKC"),
    ),
  );
}
