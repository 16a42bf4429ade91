import { isContentWord } from "../rubric/is-content-word.ts";
import type { Fact, Scenario } from "../scenarios/scenario.ts";
import { stemWord } from "../text/stem-word.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import type { Counts } from "./counts.ts";
import { secretStems } from "./secret-stems.ts";
import { toldFacts } from "./told-facts.ts";

/** What makes a wording of a line one that must not be said in its place. */
export type LineFault = "length" | "form" | "numbers" | "names" | "facts" | "negation" | "question" | "words" | "secret";

/** A line as the engine has chosen it, and what stands around it. */
export interface ChosenLine {
  readonly scenario: Scenario;
  readonly text: string;
  /** Facts that are open by the end of the turn, by id. */
  readonly openedFacts: Counts;
}

/** How much shorter or longer a wording may be, and by how many characters a short line may grow beyond that. */
const LENGTH_RATIO_MIN = 0.4;
const LENGTH_RATIO_MAX = 1.8;
const LENGTH_SLACK_CHARACTERS = 20;

/** Matter that a wording may add, by words: so many, or that share of what the line has. */
const NEW_WORDS_MIN = 2;
const NEW_WORDS_SHARE_MAX = 0.5;

const MARKUP = /[\p{Cc}\p{Cf}*_#<>[\]{}|`\\]|:\/\//u;
const OUT_OF_CHARACTER =
  /\b(?:ai|language model|assistant|chatbot|rephras\w*|reword\w*|paraphras\w*|persona|scripted|instructions?|prompt)\b/i;
const CAPITALISED = /\p{Lu}[\p{L}\p{M}]*/gu;
const SENTENCE_START = /(?:^|[.!?…:])["'“”‘’)(\s—–-]*$/u;
const NUMBER_WORDS: ReadonlySet<string> = new Set(
  (
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety " +
    "hundred hundreds thousand thousands million millions dozen dozens half quarter third twice thrice double"
  ).split(" "),
);
const NEGATIONS: ReadonlySet<string> = new Set("not no never without neither nor none nothing nobody nowhere hardly".split(" "));

/**
 * Whether another wording may be said in place of the line that the engine has chosen: it tells the same facts with all their key tokens, the same numbers, no new name, denies and asks as
 * much, adds few words of matter and none of what is still hidden, and is a line of speech of about that length. Rather refuses a good wording than passes a bad one: the chosen line is always there. Null: nothing is wrong.
 */
export function findLineFault(chosen: ChosenLine, wording: string): LineFault | null {
  const { scenario, text } = chosen;
  if (wording === text) {
    return null;
  }
  const before = tokeniseWords(text);
  const after = tokeniseWords(wording);
  const known = new Set(before.map(stemWord));
  const faults: readonly (readonly [LineFault, () => boolean])[] = [
    ["length", () => !isOfAboutTheLength(text, wording)],
    ["form", () => wording.trim() !== wording || isNew(MARKUP, text, wording) || isNew(OUT_OF_CHARACTER, text, wording)],
    ["numbers", () => numbersOf(before) !== numbersOf(after)],
    ["names", () => hasNewName(wording, known)],
    ["facts", () => tellsOtherwise(scenario.private.facts, chosen.text, wording)],
    ["negation", () => countOf(before, NEGATIONS) !== countOf(after, NEGATIONS)],
    ["question", () => text.includes("?") !== wording.includes("?")],
    ["words", () => hasManyNewWords(before, after, known)],
    ["secret", () => saysSecret(chosen, after, known)],
  ];
  return faults.find(([, isAtFault]) => isAtFault())?.[0] ?? null;
}

function isOfAboutTheLength({ length }: string, wording: string): boolean {
  return (
    wording.length >= length * LENGTH_RATIO_MIN &&
    wording.length <= Math.max(length * LENGTH_RATIO_MAX, length + LENGTH_SLACK_CHARACTERS)
  );
}

function isNew(pattern: RegExp, text: string, wording: string): boolean {
  return pattern.test(wording) && !pattern.test(text);
}

/** Digits and number words, each as often as it stands there. */
function numbersOf(words: readonly string[]): string {
  return words
    .filter((word) => /\p{N}/u.test(word) || NUMBER_WORDS.has(word))
    .toSorted()
    .join(" ");
}

/** A capital within a sentence is a name; one that begins a sentence may be, unless it is a word of grammar. */
function hasNewName(wording: string, known: ReadonlySet<string>): boolean {
  return [...wording.matchAll(CAPITALISED)].some(({ 0: word, index }) => {
    const lower = word.toLowerCase();
    if (lower === "i" || known.has(stemWord(lower))) {
      return false;
    }
    return !SENTENCE_START.test(wording.slice(0, index)) || isContentWord(lower);
  });
}

/** The same facts, each with every one of its key tokens that the line has. */
function tellsOtherwise(facts: readonly Fact[], text: string, wording: string): boolean {
  const told = toldFacts(facts, text);
  if (told.join("\n") !== toldFacts(facts, wording).join("\n")) {
    return true;
  }
  const holds = (words: string, token: string) => words.includes(` ${tokeniseWords(token).join(" ")} `);
  const before = ` ${tokeniseWords(text).join(" ")} `;
  const after = ` ${tokeniseWords(wording).join(" ")} `;
  return facts
    .filter(({ id }) => told.includes(id))
    .some(({ keyTokens }) => keyTokens.some((token) => holds(before, token) && !holds(after, token)));
}

/** Other words for the same are few; many are another story. */
function hasManyNewWords(before: readonly string[], after: readonly string[], known: ReadonlySet<string>): boolean {
  const added = new Set(
    after
      .filter(isContentWord)
      .map(stemWord)
      .filter((stem) => !known.has(stem)),
  );
  return added.size > Math.max(NEW_WORDS_MIN, before.filter(isContentWord).length * NEW_WORDS_SHARE_MAX);
}

function countOf(words: readonly string[], counted: ReadonlySet<string>): number {
  return words.filter((word) => counted.has(word)).length;
}

function saysSecret({ scenario, openedFacts }: ChosenLine, after: readonly string[], known: ReadonlySet<string>): boolean {
  const secrets = secretStems(scenario);
  return after.map(stemWord).some((stem) => {
    if (known.has(stem)) {
      return false;
    }
    return secrets.always.has(stem) || [...secrets.byFact].some(([id, stems]) => !openedFacts.has(id) && stems.has(stem));
  });
}
