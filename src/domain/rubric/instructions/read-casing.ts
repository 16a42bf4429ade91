import type { Constraint } from "./constraint.ts";

const ASKS_LOWER =
  /\b(?:in|all|only|using|use)\s(?:all\s|only\s|entirely\s)?(?:in\s)?(?:lower[\s-]?case|lower[\s-]case letters|small letters)\b|\bno capital letters\b|\bwithout (?:any |using )?capital letters\b/i;
const ASKS_UPPER =
  /\b(?:in|all|only|using|use)\s(?:all\s|only\s|entirely\s)?(?:in\s)?(?:upper[\s-]?case|caps|capital letters|capitals)\b/i;
/** What is about some words of the answer, or about code, says nothing of the whole. */
const ABOUT_A_PART =
  /\b(?:function|program|script|code|regex|method|string|password|convert|column|variable|first letter|at least|(?:word|letter)s? (?:in|with) all)\b/i;

/** Letters that a request asks for: all lower case or all capitals. */
export function readCasing(request: string): readonly Constraint[] {
  if (ABOUT_A_PART.test(request)) {
    return [];
  }
  if (ASKS_LOWER.test(request)) {
    return [{ about: "lower case", isKept: (answer) => answer.text() === answer.text().toLowerCase() }];
  }
  return ASKS_UPPER.test(request)
    ? [{ about: "capital letters", isKept: (answer) => answer.text() === answer.text().toUpperCase() }]
    : [];
}
