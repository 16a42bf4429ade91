import type { Constraint } from "./constraint.ts";
import { COUNT, readCount } from "./read-count.ts";

const ASKS = new RegExp(
  `\\b(?:write|ask|generate|create|come up with|formulate|compose|devise|draft|pose|suggest|propose|give me|think of|make up|list)\\s(?:me\\s|us\\s)?(?:an?|some|${COUNT})\\s(?:\\w{3,20}[\\s-]){0,2}questions?\\b(?! (?:mark|bank))`,
  "gi",
);

/** Questions that a request wants written: the answer must ask so many, or one where it says no number. */
export function readAskedQuestions(request: string): readonly Constraint[] {
  return [...request.matchAll(ASKS)].map((match) => {
    const expected = match[1] === undefined ? 1 : (readCount(match[1]) ?? 1);
    return { about: "questions", isKept: (answer) => (answer.text().match(/[?？]/g)?.length ?? 0) >= expected };
  });
}
