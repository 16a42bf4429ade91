import { countOf, findingOf, type Measure } from "../finding.ts";
import type { Criterion } from "../rubric-check.ts";

type Citations = Extract<Criterion, { readonly kind: "citations" }>;

/** [1], [2, 3], [4–6] and footnotes [^1]. */
const BRACKETED = /\[\^?(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9})\]/g;
const NAME = "\\p{Lu}[\\p{L}'’-]{1,40}";
const NAMES = `${NAME}(?:(?:,? (?:and|&|und|et|y) |, )${NAME}){0,4}(?: et al\\.?,?)?`;
const YEAR = "(?:1[5-9]|20)\\d\\d[a-z]?";
/** (Smith, 2020), (Smith & Jones 2020, p. 4), each source of (Smith et al., 2019; Doe, 2021). */
const IN_BRACKETS = new RegExp(`(?<=[(;] ?(?:(?:see|e\\.g\\.|cf\\.),? )?)(${NAMES}),? (${YEAR})(?=[),;:])`, "gu");
/** Smith (2020), Smith et al. (2020, p. 4). */
const IN_TEXT = new RegExp(`(${NAMES}) \\((${YEAR})(?=[),:])`, "gu");
const URL =
  /\bhttps?:\/\/(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:\/[^\s<>"'()[\]]{0,2000})?|\bdoi:10\.\d{4,9}\/[^\s<>"'()[\]]{1,200}/gi;
const TRAILING_MARKS = /[.,;:!?*_`]+$/;

const FINDERS: Readonly<Record<Citations["form"], (text: string) => ReadonlySet<string>>> = {
  bracketed: (text) => new Set([...text.matchAll(BRACKETED)].flatMap((match) => (match[1] ?? "").split(/\s?[,;–-]\s?/))),
  author_year: (text) =>
    new Set([...text.matchAll(IN_BRACKETS), ...text.matchAll(IN_TEXT)].map((match) => `${match[1]} ${match[2]}`.toLowerCase())),
  url: (text) => new Set([...text.matchAll(URL)].map((match) => match[0].replace(TRAILING_MARKS, "").toLowerCase())),
};

/** At least so many different sources are cited in that form. Blocks of code do not count. */
export function measureCitations({ form, min }: Citations): Measure {
  return ({ answer }) => {
    const sources = FINDERS[form](answer.markdown().prose).size;
    return findingOf(sources >= min, `${countOf(sources, "cited source")}, ${min} expected`);
  };
}
