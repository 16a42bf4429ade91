import { countParagraphs } from "../count-paragraphs.ts";
import type { TextView } from "../text-view.ts";
import type { Constraint } from "./constraint.ts";
import { COUNT, readCount } from "./read-count.ts";
import { WORDS_AS_ITEMS_MAX } from "./read-item-counts.ts";

type Unit = "word" | "sentence" | "paragraph" | "line";

interface Bounds {
  readonly min: number;
  readonly max: number;
}

const COUNTERS: Readonly<Record<Unit, (answer: TextView) => number>> = {
  word: (answer) => answer.wordCount(),
  sentence: (answer) => answer.sentences().length,
  paragraph: (answer) => countParagraphs(answer.markdown().lines),
  line: (answer) => answer.markdown().lines.filter((line) => line.trim() !== "").length,
};

const UNIT = "(word|sentence|paragraph|line)s?\\b";
const BETWEEN = new RegExp(`\\b(?:between\\s)?${COUNT}\\s?(?:-|–|to|and)\\s?${COUNT}[\\s-]${UNIT}`, "gi");
const AT_LEAST = new RegExp(
  `\\b(?:at least|no (?:less|fewer) than|not (?:less|fewer) than|minimum(?: of)?|min\\.?)\\s${COUNT}\\s${UNIT}`,
  "gi",
);
const MORE_THAN = new RegExp(`\\b(?<!no |not )(?:more than|over)\\s${COUNT}\\s${UNIT}`, "gi");
const AT_MOST = new RegExp(
  `\\b(?:at most|no (?:more|longer) than|not (?:more than|to exceed|exceed(?:ing)?)|up to|maximum(?: of)?|max\\.?|within|limit(?:ed)? (?:(?:it|this|your \\w{1,15}) )?to|keep (?:it|this|your \\w{1,15}) (?:to|within))\\s${COUNT}\\s${UNIT}`,
  "gi",
);
const FEWER_THAN = new RegExp(`\\b(?<!no |not )(?:fewer than|less than|under|below)\\s${COUNT}\\s${UNIT}`, "gi");
const AFTERWARDS = new RegExp(`\\b${COUNT}\\s${UNIT}\\s(?:or|and)\\s(less|fewer|under|shorter|more|above|over)\\b`, "gi");
const ABOUT = new RegExp(`\\b(?:about|around|approximately|roughly|circa|~)\\s?${COUNT}[\\s-]${UNIT}`, "gi");
const EXACTLY = new RegExp(`\\b(?:exactly|precisely|only|just)\\s${COUNT}\\s${UNIT}`, "gi");
const IN = new RegExp(
  `\\b(?:in|using|with|into|as)\\s(?:just |only |exactly |precisely )?${COUNT}\\s(?:\\w{4,12}\\s)?${UNIT}`,
  "gi",
);
const SHAPED = new RegExp(
  `\\b(?:write|give|make|create|compose|draft|provide|produce|generate|need|want)\\s(?:me\\s|us\\s)?(?:an?\\s)?(?:\\w{3,15}\\s){0,2}${COUNT}[\\s-]${UNIT}`,
  "gi",
);
/** Before a length they say how long something is that is there already. */
const DESCRIBES =
  /\b(?:has|had|have|having|contains?|is|was|were|are|these|those|the first|the last|the following|this|following|above|below|every|each|per)\s$/i;
/** After a length they say that it is a part's. */
const OF_A_PART = /^\s(?:each|per|apiece|of the|in the|in each)\b/i;

interface LengthForm {
  readonly pattern: RegExp;
  bounds(groups: readonly string[], unit: Unit): Bounds | null;
}

/** The surest form first: where two read the same words, the first counts. */
const FORMS: readonly LengthForm[] = [
  { pattern: BETWEEN, bounds: ([from = "", to = ""]) => boundsOf(readCount(from), readCount(to)) },
  { pattern: AFTERWARDS, bounds: ([count = "", , direction = ""]) => afterwards(readCount(count), direction.toLowerCase()) },
  { pattern: AT_LEAST, bounds: ([count = ""]) => boundsOf(readCount(count), Number.POSITIVE_INFINITY) },
  { pattern: MORE_THAN, bounds: ([count = ""]) => boundsOf((readCount(count) ?? 0) + 1, Number.POSITIVE_INFINITY) },
  { pattern: AT_MOST, bounds: ([count = ""]) => boundsOf(1, readCount(count)) },
  { pattern: FEWER_THAN, bounds: ([count = ""]) => boundsOf(1, (readCount(count) ?? 1) - 1) },
  { pattern: ABOUT, bounds: ([count = ""]) => around(readCount(count), 0.25) },
  { pattern: EXACTLY, bounds: ([count = ""]) => around(readCount(count), 0) },
  { pattern: IN, bounds: ([count = ""], unit) => inSoMany(readCount(count), unit) },
  { pattern: SHAPED, bounds: ([count = ""], unit) => shaped(readCount(count), unit) },
];

/** Lengths that a request asks for: "in three sentences", "at least 200 words", "no more than 50 words", "a single paragraph", "a 300-word essay". */
export function readLengths(request: string): readonly Constraint[] {
  const constraints: Constraint[] = [];
  const taken: { readonly start: number; readonly end: number }[] = [];
  for (const { pattern, bounds } of FORMS) {
    for (const match of request.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const unit = unitOf(match);
      const read = bounds(match.slice(1), unit);
      const isTaken = taken.some((other) => start < other.end && other.start < end);
      if (
        read !== null &&
        !isTaken &&
        (pattern === IN || !DESCRIBES.test(request.slice(Math.max(0, start - 16), start))) &&
        !OF_A_PART.test(request.slice(end, end + 12))
      ) {
        taken.push({ start, end });
        constraints.push(toConstraint(unit, read));
      }
    }
  }
  return constraints;
}

function unitOf(match: RegExpMatchArray): Unit {
  const unit = match.slice(1).find((group) => group !== undefined && /^(?:word|sentence|paragraph|line)$/i.test(group));
  return (unit?.toLowerCase() ?? "word") as Unit;
}

function toConstraint(unit: Unit, { min, max }: Bounds): Constraint {
  return {
    about: `number of ${unit}s`,
    isKept: (answer) => {
      const count = COUNTERS[unit](answer);
      return count >= min && count <= max;
    },
  };
}

function boundsOf(min: number | null, max: number | null): Bounds | null {
  return min === null || max === null || min > max ? null : { min, max };
}

function around(count: number | null, share: number): Bounds | null {
  return count === null ? null : { min: Math.floor(count * (1 - share)), max: Math.ceil(count * (1 + share)) };
}

/** "in 50 words" is a limit with some give, as people mean it; "in three sentences" or "in one word" is a count. */
function inSoMany(count: number | null, unit: Unit): Bounds | null {
  if (count === null || unit !== "word" || count < 10) {
    return around(count, 0);
  }
  return { min: Math.floor(count * 0.6), max: Math.ceil(count * 1.2) };
}

function shaped(count: number | null, unit: Unit): Bounds | null {
  return unit === "word" && (count ?? 0) <= WORDS_AS_ITEMS_MAX ? null : inSoMany(count, unit);
}

function afterwards(count: number | null, direction: string): Bounds | null {
  return /^(?:more|above|over)$/.test(direction) ? boundsOf(count, Number.POSITIVE_INFINITY) : boundsOf(1, count);
}
