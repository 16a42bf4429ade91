import { countListItems } from "../count-list-items.ts";
import { findHeadings } from "../find-headings.ts";
import { hasCodeBlock } from "../has-code-block.ts";
import type { TextView } from "../text-view.ts";
import type { Constraint } from "./constraint.ts";

interface Format {
  readonly about: string;
  readonly asks: RegExp;
  isKept(answer: TextView): boolean;
}

const FORMATS: readonly Format[] = [
  {
    about: "JSON",
    asks: /\b(?:in|as|into|to|using|valid|return|output|respond with|answer with)\s(?:an?\s|the\s)?(?:valid\s|raw\s|pure\s)?json\b(?!\s(?:file|parser|library|schema|path))|\bjson (?:format|object|array|only)\b/i,
    isKept: holdsJson,
  },
  {
    about: "table",
    asks: /\b(?:in|as|into|using)\s(?:an?\s)?(?:\w{3,12}[\s-])?(?:table|tabular form(?:at)?)\b(?! of contents)|\b(?:create|make|draw|generate|provide|give me|produce|format)\s(?:me\s)?(?:an?\s)(?:\w{3,12}[\s-])?table\b(?! of contents| tennis|spoon)/i,
    isKept: holdsTable,
  },
  {
    about: "bulleted list",
    asks: /\b(?:in|as|with|using|use|into)\s(?:an?\s|the\s)?(?:\w{3,12}\s)?(?:bullet(?:ed)?[\s-]?(?:points?|lists?|form(?:at)?)|bullets|unordered list)\b/i,
    isKept: (answer) => countListItems(answer.markdown().lines).bulleted >= 2,
  },
  {
    about: "numbered list",
    asks: /\b(?:in|as|with|using|use|into|create|make|write|give me|provide)\s(?:an?\s|the\s)?(?:\w{3,12}\s)?(?:numbered|ordered|enumerated)[\s-](?:list|points|steps|items)\b/i,
    isKept: (answer) => countListItems(answer.markdown().lines).numbered >= 2,
  },
  {
    about: "code block",
    asks: /\b(?:in|inside|within|as|using|use)\s(?:an?\s)?(?:\w{3,12}\s)?(?:fenced\s)?code\s?(?:block|fence)s?\b/i,
    isKept: (answer) => hasCodeBlock(answer.markdown().fences, null),
  },
  {
    about: "code",
    asks: /\b(?:write|create|implement|generate|give me|provide)\s(?:me\s)?(?:an?\s|the\s|some\s)?(?:\w{2,15}\s){0,2}(?:function|program|script|sql query|regex|regular expression|class|code)\s(?:\w{1,15}\s){0,3}?(?:in|that|to|which|for|using)\b/i,
    isKept: looksLikeCode,
  },
  {
    about: "title",
    asks: /\b(?:with|include|including|add|have|give (?:it|the \w{3,12}))\s(?:an?\s)(?:\w{3,15}\s)?title\b(?! (?:character|role))|<<title>>|wrapped in double angular brackets/i,
    isKept: hasTitle,
  },
  {
    about: "haiku",
    asks: /\b(?:write|compose|create|make|give me|generate)\s(?:me\s)?a\s(?:\w{3,15}\s){0,2}haiku\b|\b(?:as|in the form of) a haiku\b/i,
    isKept: (answer) => hasLines(answer, 3),
  },
  {
    about: "limerick",
    asks: /\b(?:write|compose|create|make|give me|generate)\s(?:me\s)?a\s(?:\w{3,15}\s){0,2}limerick\b|\bas a limerick\b/i,
    isKept: (answer) => hasLines(answer, 5),
  },
  {
    about: "verse",
    asks: /\b(?:write|compose|create|make|give me|generate)\s(?:me\s)?an?\s(?:\w{3,15}\s){0,2}(?:poem|sonnet)\b/i,
    isKept: (answer) => linesOf(answer).length >= 3,
  },
];

/** Forms that a request asks for: JSON, a table, a list, code, a title, verse. */
export function readFormats(request: string): readonly Constraint[] {
  return FORMATS.filter(({ asks }) => asks.test(request));
}

function linesOf(answer: TextView): readonly string[] {
  return answer.markdown().lines.filter((line) => line.trim() !== "");
}

/** So many lines of verse; a title line, or a word before it, may stand above. */
function hasLines(answer: TextView, count: number): boolean {
  const lines = linesOf(answer).length;
  return lines >= count && lines <= count + 1;
}

function holdsJson(answer: TextView): boolean {
  const { fences } = answer.markdown();
  return [answer.text(), ...fences.map(({ content }) => content)].some(isJson);
}

function isJson(text: string): boolean {
  try {
    return /^\s*[[{]/.test(text) && JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

/** A row of a markdown table, its rule below a header row, or a row of an HTML table. */
function holdsTable(answer: TextView): boolean {
  const { lines } = answer.markdown();
  return (
    lines.some((line, number) => /^\s*\|?\s*:?-{2,}:?\s*(?:\||$)/.test(line) && (lines[number - 1] ?? "").includes("|")) ||
    lines.some((line) => /<table\b/i.test(line))
  );
}

const CODE_LINE =
  /[;{}]\s*$|^\s*(?:def|class|import|from|return|function|const|let|var|public|private|select|if|for|while|#include|print|echo)\b.*[=(:{;*]|^\s*<\w+[^>]*>|=>|:=/i;

function looksLikeCode(answer: TextView): boolean {
  const { fences } = answer.markdown();
  return hasCodeBlock(fences, null) || linesOf(answer).some((line) => CODE_LINE.test(line)) || /`[^`\n]{3,}`/.test(answer.text());
}

function hasTitle(answer: TextView): boolean {
  const { lines } = answer.markdown();
  const [first = "", second = ""] = linesOf(answer);
  const isShortLine = first.split(/\s+/).length <= 14 && second !== "" && !/[.!?]$/.test(first.trim());
  return isShortLine || findHeadings(lines).length > 0 || /<<[^<>\n]{1,200}>>/.test(answer.text());
}
