import type { Fact } from "../scenarios/scenario.ts";
import { cleanMessage } from "../text/clean-message.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";

/** Words between a negation and what it negates. */
const NEGATION_REACH_WORDS = 4;
const NEGATIONS: ReadonlySet<string> = new Set("not no never without neither nor none nothing nobody hardly".split(" "));
/** What ends a clause: a negation does not reach beyond it, so that "No, it was the boiler" negates nothing. */
const CLAUSE_END = /[.,;:!?…]+(?=\s|$)|[—–()\n]|\s-\s/;

/** The words of a line, each with the position where its clause begins. */
interface ReadLine {
  readonly words: readonly string[];
  readonly clauseStarts: readonly number[];
}

/** Words by which a fact is recognised: a key token, or a whole wording of the persona's. */
interface FactMark {
  readonly factId: string;
  readonly words: readonly string[];
  /** A negation before them takes nothing away: the persona's own wordings have one too ("they never gave us gauntlets"), or these are one. */
  readonly mayBeNegated: boolean;
}

const REMEMBERED = new WeakMap<readonly Fact[], readonly FactMark[]>();

/**
 * The facts that a line tells, in the scenario's order: it holds one of the fact's key tokens, or of the persona's whole wordings, word for word; letter case and
 * punctuation aside. A key token that is negated ("I was never in the burns unit") tells nothing, unless the persona's own wordings negate it too.
 */
export function toldFacts(facts: readonly Fact[], line: string): readonly string[] {
  const read = readLine(line);
  if (read.words.length === 0) {
    return [];
  }
  const told = marksOf(facts).filter((mark) => mentions(read, mark.words).some((isNegated) => !isNegated || mark.mayBeNegated));
  return [...new Set(told.map((mark) => mark.factId))];
}

function marksOf(facts: readonly Fact[]): readonly FactMark[] {
  const known = REMEMBERED.get(facts);
  if (known) {
    return known;
  }
  const marks = facts.flatMap((fact) => {
    const own = fact.say.map(readLine);
    const tokens = fact.keyTokens.map((token) => tokeniseWords(token));
    return [
      ...tokens.map((words) => ({
        factId: fact.id,
        words,
        mayBeNegated: own.some((wording) => mentions(wording, words).includes(true)),
      })),
      ...own.map(({ words }) => ({ factId: fact.id, words, mayBeNegated: true })),
    ].filter(({ words }) => words.length > 0);
  });
  REMEMBERED.set(facts, marks);
  return marks;
}

function readLine(line: string): ReadLine {
  const words: string[] = [];
  const clauseStarts: number[] = [];
  for (const clause of cleanMessage(line).split(CLAUSE_END)) {
    const start = words.length;
    for (const word of tokeniseWords(clause)) {
      words.push(word);
      clauseStarts.push(start);
    }
  }
  return { words, clauseStarts };
}

/** One entry for each place where the wanted words stand in a row: whether it is negated. */
function mentions({ words, clauseStarts }: ReadLine, wanted: readonly string[]): readonly boolean[] {
  const found: boolean[] = [];
  for (const [start, clauseStart] of clauseStarts.entries()) {
    if (wanted.every((word, offset) => words[start + offset] === word)) {
      const reach = Math.max(clauseStart, start - NEGATION_REACH_WORDS);
      found.push(words.slice(reach, start).some((word) => NEGATIONS.has(word)));
    }
  }
  return found;
}
