const BULLETED = /^\s*[-*+•‣◦▪–]\s+\S/;
const NUMBERED = /^\s*(?:\d{1,3}[.)]|\(\d{1,3}\))\s+\S/;
/** Rules between sections look like bullets. */
const RULE = /^\s*(?:[-*_]\s*){3,}$/;

/** How many list items of each form the lines hold, nested ones included. */
export function countListItems(lines: readonly string[]): { readonly bulleted: number; readonly numbered: number } {
  let bulleted = 0;
  let numbered = 0;
  for (const line of lines) {
    if (NUMBERED.test(line)) {
      numbered += 1;
    } else if (BULLETED.test(line) && !RULE.test(line)) {
      bulleted += 1;
    }
  }
  return { bulleted, numbered };
}
