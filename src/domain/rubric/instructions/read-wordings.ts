import { phraseWords, standsAt } from "../phrase-finder.ts";
import type { TextView } from "../text-view.ts";
import type { Constraint } from "./constraint.ts";

const QUOTED = `(?:"[^"\\n]{1,80}"|(?<=\\s)'[^'\\n]{1,80}'(?!\\w))`;
const SEVERAL_QUOTED = `(${QUOTED}(?:(?:,\\s?(?:and\\s|or\\s)?|\\sand\\s|\\sor\\s)${QUOTED}){0,9})`;
const KIND =
  "(?:(?:the|these|those|following|any of|all|key)\\s){0,3}(?:exact\\s)?(?:word|words|phrase|phrases|keyword|keywords|term|terms|sentence|string|hashtag|hashtags)?:?\\s?";
const WANTED = new RegExp(
  `\\b(?:include|including|includes|use|using|uses|contain|containing|contains|mention|mentioning|incorporate|incorporating)\\s${KIND}${SEVERAL_QUOTED}`,
  "gi",
);
const UNWANTED = new RegExp(
  `\\b(?:do not|don't|never|avoid|without|must not|should not|shouldn't|can't|cannot|not to|refrain from|no)\\s(?:ever\\s)?(?:(?:use|using|include|including|mention|mentioning|say|saying|contain|containing|write|writing)\\s)?${KIND}${SEVERAL_QUOTED}`,
  "gi",
);
const UNWANTED_BARE =
  /\b(?:do not|don't|never|without|avoid)\s(?:mention(?:ing)?|use the words?|using the words?)\s(?!it\b|this\b|that\b|any|the\s(?:above|following)|your|my|yourself|them|these|those)((?:[\p{L}'-]{2,20})(?:\s[\p{L}'-]{2,20}){0,2})(?=\s*(?:[.,;!?\n]|$|or\b|in\b|at all))/giu;
const WANTED_BARE =
  /\b(?:include|use|using|contain|containing)\sthe\s(?:key)?words?\s([\p{L}'-]{2,20}(?:,\s[\p{L}'-]{2,20}){0,8}(?:,?\sand\s[\p{L}'-]{2,20})?)(?=\s*(?:[.;!?\n]|$|in\b|at least))/giu;
const ARTICLE = /^(?:the|an?)\s/i;
const EACH_QUOTED = new RegExp(QUOTED, "g");
const NEGATED = /\b(?:not|n't|never|avoid|without|no)\s(?:to\s)?$/i;

/** Words that a request wants in its answer or not in it, as it quotes or names them. */
export function readWordings(request: string): readonly Constraint[] {
  const unwanted = [
    ...[...request.matchAll(UNWANTED)].flatMap((match) => quotedIn(match[1] ?? "")),
    ...[...request.matchAll(UNWANTED_BARE)].map((match) => (match[1] ?? "").replace(ARTICLE, "")),
  ];
  const wanted = [
    ...[...request.matchAll(WANTED)].filter((match) => !isNegated(request, match)).flatMap((match) => quotedIn(match[1] ?? "")),
    ...[...request.matchAll(WANTED_BARE)]
      .filter((match) => !isNegated(request, match))
      .flatMap((match) => (match[1] ?? "").split(/,?\sand\s|,\s/)),
  ];
  return [
    ...wanted.filter(hasWord).map((phrase): Constraint => ({ about: "words to use", isKept: (answer) => holds(answer, phrase) })),
    ...unwanted
      .filter(hasWord)
      .map((phrase): Constraint => ({ about: "words to avoid", isKept: (answer) => !holds(answer, phrase) })),
  ];
}

function isNegated(request: string, match: RegExpMatchArray): boolean {
  const start = match.index ?? 0;
  return NEGATED.test(request.slice(Math.max(0, start - 12), start));
}

function quotedIn(list: string): readonly string[] {
  return (list.match(EACH_QUOTED) ?? []).map((quoted) => quoted.slice(1, -1));
}

function hasWord(phrase: string): boolean {
  return /[\p{L}\p{N}]/u.test(phrase);
}

function holds(answer: TextView, phrase: string): boolean {
  const sequence = phraseWords(phrase);
  const words = answer.words();
  return words.some((_word, start) => standsAt(sequence, words, start));
}
