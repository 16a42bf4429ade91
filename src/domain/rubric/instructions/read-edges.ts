import { phraseWords, standsAt } from "../phrase-finder.ts";
import type { Constraint } from "./constraint.ts";

const OBJECT =
  "(?:(?:your|the|this|each|it)\\s)?(?:(?:entire|whole)\\s)?(?:(?:answer|response|reply|essay|story|letter|email|message|output|text|poem|it)\\s)?";
const KIND = "(?:the\\s)?(?:exact\\s)?(?:word|words|phrase|sentence)?:?\\s?";
const QUOTED = `(?:"([^"\\n]{1,120})"|'([^'\\n]{1,120})'(?!\\w))`;
const START = new RegExp(
  `\\b(?:start|begin|starting|beginning|starts|begins)\\s${OBJECT}(?:with|by saying)\\s${KIND}${QUOTED}`,
  "gi",
);
const END = new RegExp(
  `\\b(?:end|finish|conclude|ending|finishing|ends|close)\\s${OBJECT}(?:with|by saying)\\s${KIND}${QUOTED}`,
  "gi",
);
/** "Each sentence starts with …" is about parts. */
const ABOUT_PARTS = /\b(?:each|every|all)\s(?:\w{3,12}\s){0,3}$/i;
const HAS_WORD = /[\p{L}\p{N}]/u;

/** How an answer is to begin and end: "start with '…'", "finish your response with '…'". */
export function readEdges(request: string): readonly Constraint[] {
  return [
    ...quoted(START, request).map(
      (phrase): Constraint => ({ about: "beginning", isKept: (answer) => standsAt(phrase, answer.words(), 0) }),
    ),
    ...quoted(END, request).map(
      (phrase): Constraint => ({
        about: "ending",
        isKept: (answer) => standsAt(phrase, answer.words(), answer.words().length - phrase.length),
      }),
    ),
  ];
}

function quoted(pattern: RegExp, request: string): readonly (readonly string[])[] {
  return [...request.matchAll(pattern)]
    .filter((match) => !ABOUT_PARTS.test(request.slice(Math.max(0, match.index - 30), match.index)))
    .map((match) => match[1] ?? match[2] ?? "")
    .filter((phrase) => HAS_WORD.test(phrase))
    .map(phraseWords);
}
