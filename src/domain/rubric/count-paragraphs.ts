const HEADING = /^ {0,3}#{1,6}\s/;
const HAS_WORD = /[\p{L}\p{N}]/u;

/** Blocks of lines between blank ones that hold words other than headings. */
export function countParagraphs(lines: readonly string[]): number {
  let paragraphs = 0;
  let isInside = false;
  for (const line of lines) {
    if (line.trim() === "") {
      isInside = false;
    } else if (!isInside && HAS_WORD.test(line) && !HEADING.test(line)) {
      isInside = true;
      paragraphs += 1;
    }
  }
  return paragraphs;
}
