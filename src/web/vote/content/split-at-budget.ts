/** How much of one text is formatted, in UTF-16 units. The rest can be seen as plain text. */
const FORMATTED_CHARACTERS = 60_000;
/** How far back a line's end is looked for, so that no line is torn. */
const LINE_SEARCH_CHARACTERS = 2_000;

/** A text in the part that is formatted and the rest, which is empty where all of it fits. Cut at a line's end where one is near, and never inside a character. */
export function splitAtBudget(text: string, budget = FORMATTED_CHARACTERS): { readonly head: string; readonly rest: string } {
  if (text.length <= budget) {
    return { head: text, rest: "" };
  }
  const lineEnd = text.lastIndexOf("\n", budget - 1);
  const cut = lineEnd >= budget - LINE_SEARCH_CHARACTERS && lineEnd > 0 ? lineEnd + 1 : budget;
  const isInsideCharacter = /[\ud800-\udbff]/.test(text.charAt(cut - 1));
  const end = isInsideCharacter ? cut - 1 : cut;
  return { head: text.slice(0, end), rest: text.slice(end) };
}
