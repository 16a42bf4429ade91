import { countListItems } from "../count-list-items.ts";
import type { TextView } from "../text-view.ts";
import type { Constraint } from "./constraint.ts";

interface Absence {
  readonly about: string;
  readonly what: string;
  isKept(answer: TextView): boolean;
}

const ABSENCES: readonly Absence[] = [
  { about: "no commas", what: "commas?", isKept: (answer) => !/[,，、]/.test(answer.text()) },
  { about: "no exclamation marks", what: "exclamation (?:marks?|points?)", isKept: (answer) => !/[!！]/.test(answer.text()) },
  { about: "no question marks", what: "question marks?", isKept: (answer) => !/[?？]/.test(answer.text()) },
  { about: "no semicolons", what: "semi-?colons?", isKept: (answer) => !answer.text().includes(";") },
  {
    about: "no emojis",
    what: "emojis?",
    isKept: (answer) => !/\p{Extended_Pictographic}/u.test(answer.text().replace(/[©®™]/g, "")),
  },
  { about: "no dashes", what: "(?:em[\\s-])?dashes", isKept: (answer) => !/[—–]/.test(answer.text()) },
  { about: "no digits", what: "(?:digits|numerals)", isKept: (answer) => !/\d/.test(answer.text()) },
  { about: "no lists", what: "(?:bullet[\\s-]?points?|bullets|bulleted lists?|lists)", isKept: hasNoList },
  {
    about: "no markdown",
    what: "(?:markdown|markdown formatting|formatting)",
    isKept: (answer) => !/^ {0,3}#{1,6}\s|\*\*[^*\n]+\*\*|```/m.test(answer.text()) && hasNoList(answer),
  },
  { about: "no hashtags", what: "hashtags?", isKept: (answer) => !/(?:^|\s)#\p{L}/u.test(answer.text()) },
];

const READ: readonly { readonly absence: Absence; readonly pattern: RegExp }[] = ABSENCES.map((absence) => ({
  absence,
  pattern: new RegExp(
    `\\b(?:no|without|do not|don't|avoid|never|not|refrain from)\\s(?:use\\s|using\\s|include\\s|including\\s|add\\s|adding\\s)?(?:any\\s|the use of\\s)?(?:\\w{3,12}s?,?\\s(?:or|and)\\s)?${absence.what}\\b`,
    "i",
  ),
}));

/** Marks and forms that a request does not want: "without commas", "no bullet points", "don't use emojis". */
export function readAbsences(request: string): readonly Constraint[] {
  return READ.filter(({ pattern }) => pattern.test(request)).map(({ absence }) => absence);
}

function hasNoList(answer: TextView): boolean {
  const { bulleted, numbered } = countListItems(answer.markdown().lines);
  return bulleted + numbered === 0;
}
