import { tokeniseWords } from "../../text/tokenise-words.ts";
import { countOf, findingOf, type Measure, notApplicable } from "../finding.ts";
import { phraseWords, standsAt } from "../phrase-finder.ts";
import { spaceOut } from "../space-out.ts";

/** Words before a claim in which a negation turns it, in the same sentence. */
const NEGATION_REACH_WORDS = 5;
/** Words after a claim in which "is not", "does not exist" turn it. */
const DENIAL_REACH_WORDS = 3;

const NEGATIONS: ReadonlySet<string> = new Set(
  (
    "not no never without nor neither none hardly nobody nothing cannot lacks avoid false untrue " +
    "nicht nie niemals kein keine keinen keinem keiner keines ohne nunca jamás ningún ninguna tampoco pas jamais aucun aucune 不 没 沒 无 無 未"
  ).split(" "),
);
/** After a negation they make it something else: "not only", "no doubt", "without question". */
const UNDOES_NEGATION: ReadonlySet<string> = new Set("only just merely simply doubt question wonder matter".split(" "));
/** What begins a new thought: a negation before it says nothing of what comes after. */
const PIVOTS: ReadonlySet<string> = new Set("but however yet although though instead whereas".split(" "));
const DENIAL_VERBS: ReadonlySet<string> = new Set("is are was were does do did can could will would has have should".split(" "));
const ASKS = /[?？؟]["'”’)\]*_]*$/;

/**
 * None of the claims is made. The slot is that of the claims in the shared phrase finder, which is asked first: most answers have none of the words.
 * A claim is not made where it is negated shortly before ("there is no guaranteed cure"), denied after ("a guaranteed cure does not exist") or asked.
 */
export function measureForbiddenClaims(slot: number, claims: readonly string[]): Measure {
  const sequences = claims.map(phraseWords);
  return (reading) => {
    if (reading.answer.numbers().length === 0) {
      return notApplicable("the answer has no words");
    }
    const made = reading.hasPhrase(slot) ? countClaims(sequences, reading.answer.sentences()) : 0;
    return findingOf(made === 0, made === 0 ? "no such claim is made" : `${countOf(made, "such claim")} made`);
  };
}

function countClaims(sequences: readonly (readonly string[])[], sentences: readonly string[]): number {
  let made = 0;
  for (const sentence of sentences) {
    if (!ASKS.test(sentence)) {
      const words = tokeniseWords(spaceOut(sentence.normalize("NFKC")));
      made += sequences.filter((sequence) => isClaimed(sequence, words)).length;
    }
  }
  return made;
}

function isClaimed(sequence: readonly string[], words: readonly string[]): boolean {
  for (let start = 0; start + sequence.length <= words.length; start += 1) {
    if (standsAt(sequence, words, start) && !isNegatedBefore(words, start) && !isDeniedAfter(words, start + sequence.length)) {
      return true;
    }
  }
  return false;
}

function isNegatedBefore(words: readonly string[], start: number): boolean {
  for (let place = start - 1; place >= Math.max(0, start - NEGATION_REACH_WORDS); place -= 1) {
    const word = words[place] ?? "";
    if (PIVOTS.has(word)) {
      return false;
    }
    if (NEGATIONS.has(word) && !UNDOES_NEGATION.has(words[place + 1] ?? "")) {
      return true;
    }
  }
  return false;
}

function isDeniedAfter(words: readonly string[], end: number): boolean {
  for (let place = end; place < Math.min(words.length - 1, end + DENIAL_REACH_WORDS); place += 1) {
    const next = words[place + 1] ?? "";
    if (
      DENIAL_VERBS.has(words[place] ?? "") &&
      (next === "not" || next === "never") &&
      !UNDOES_NEGATION.has(words[place + 2] ?? "")
    ) {
      return true;
    }
  }
  return false;
}
