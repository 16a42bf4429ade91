import { tokeniseWords } from "../../text/tokenise-words.ts";
import { standsAt } from "../phrase-finder.ts";
import { spaceOut } from "../space-out.ts";
import type { Constraint } from "./constraint.ts";

const YES_OR_NO =
  /\b(?:answer|reply|respond|say|with|only|just|simply)\b[^.!?\n]{0,40}?["']?\byes["']?\s(?:or|\/)\s["']?no\b|\byes\/no\b(?! questions)/i;
const CLASSIFY =
  /\b(?:classify|categori[sz]e|label|rate|decide|determine|identify|tell me|say|answer|respond|choose|state)\b[^.!?\n]{0,160}?\b(?:as|whether (?:it|this|that|they|the [\w ]{2,40}) (?:is|are|was|were)|with|between|from|either)\s(?:either\s|being\s)?((?:["']?[\p{L}-]{2,20}["']?,\s){0,6}["']?[\p{L}-]{2,20}["']?,?\sor\s["']?[\p{L}-]{2,20}["']?)(?=\s*(?:[.!?:;\n]|$))/giu;
/** "A) Paris", "B. Rome" at the beginning of a line, or one after another in a line. */
const LETTERED_LINE = /^\s{0,4}\(?([A-H])[).:]\s+(\S.{0,160})$/gm;
const OPTIONS_MIN = 2;
/** An answer as short as that names the option that it chooses and no other. */
const BARE_ANSWER_WORDS_MAX = 6;

/** Answers that a request lays down: yes or no, one of several named words, one of lettered options. */
export function readChoices(request: string): readonly Constraint[] {
  const lettered = [...request.matchAll(LETTERED_LINE)].map((match) => ({
    letter: match[1] ?? "",
    words: tokeniseWords(spaceOut(match[2] ?? "")),
  }));
  if (lettered.length >= OPTIONS_MIN && /\?|which|choose|select|pick|answer|correct/i.test(request)) {
    return [ofLettered(lettered)];
  }
  if (YES_OR_NO.test(request)) {
    return [{ about: "yes or no", isKept: (answer) => ["yes", "no"].includes(answer.words()[0] ?? "") }];
  }
  return [...request.matchAll(CLASSIFY)].map((match) =>
    ofWords((match[1] ?? "").split(/,?\sor\s|,\s/).map((choice) => tokeniseWords(spaceOut(choice)))),
  );
}

function ofLettered(options: readonly { readonly letter: string; readonly words: readonly string[] }[]): Constraint {
  const letters = options.map(({ letter }) => letter).join("");
  const named = new RegExp(`(?:^|[\\s(*"'])[${letters}](?=[\\s).:,*"']|$)`);
  return {
    about: "one of the options",
    isKept: (answer) =>
      named.test(answer.text()) || options.some(({ words }) => words.length > 0 && occurs(words, answer.words())),
  };
}

function ofWords(options: readonly (readonly string[])[]): Constraint {
  return {
    about: "one of the options",
    isKept: (answer) => {
      const named = options.filter((option) => option.length > 0 && occurs(option, answer.words())).length;
      return answer.words().length <= BARE_ANSWER_WORDS_MAX ? named === 1 : named >= 1;
    },
  };
}

function occurs(sequence: readonly string[], words: readonly string[]): boolean {
  return words.some((_word, start) => standsAt(sequence, words, start));
}
