import type { Scenario } from "../scenarios/scenario.ts";
import { cleanMessage } from "../text/clean-message.ts";
import { rememberLast } from "../text/remember-last.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import type { EpisodeState } from "./episode-state.ts";

/** Tells the persona's lines from anybody else's. Wording is drawn by a seed, disclosure is not: any wording will do, another disclosure will not. */
export interface LineRecogniser {
  /** Whether the line is one of the scenario's openings. */
  isOpening(line: string): boolean;
  /** Whether the persona could have said the line in the turn that led from one state to the other. */
  isReply(line: string, before: EpisodeState, after: EpisodeState): boolean;
}

/** A line of the scenario in its words; `factId` where it tells a fact. */
interface KnownLine {
  readonly words: readonly string[];
  readonly factId: string | null;
}

const REMEMBERED = new WeakMap<Scenario, LineRecogniser>();

/** Knows the lines of a scenario, which are read once. */
export function lineRecogniserOf(scenario: Scenario): LineRecogniser {
  const known = REMEMBERED.get(scenario);
  if (known) {
    return known;
  }
  const recogniser = readLines(scenario);
  REMEMBERED.set(scenario, recogniser);
  return recogniser;
}

function readLines(scenario: Scenario): LineRecogniser {
  const openings = new Set(scenario.public.opening.map((line) => toWords(line).join(" ")));
  const byFirstWord = new Map<string, KnownLine[]>();
  for (const line of knownLines(scenario)) {
    const [first] = line.words;
    if (first !== undefined) {
      byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), line]);
    }
  }
  const says = new Map(scenario.private.facts.map((fact) => [fact.id, fact.say.map((line) => toPadded(toWords(line)))]));
  return {
    isOpening: rememberLast((line) => openings.has(toWords(line).join(" "))),
    isReply: (line, before, after) => {
      const words = toWords(line);
      const padded = toPadded(words);
      const opened = [...after.openedFacts.keys()].filter((id) => !before.openedFacts.has(id));
      return (
        opened.every((id) => says.get(id)?.some((say) => padded.includes(say))) &&
        isPutTogether(words, byFirstWord, (factId) => factId === null || after.openedFacts.has(factId))
      );
    },
  };
}

/** All that the persona can say after its opening. */
function knownLines({ private: half }: Scenario): readonly KnownLine[] {
  const common = [
    ...Object.values(half.lines).flat(),
    ...half.facts.flatMap((fact) => [...fact.deflect, ...(fact.hint?.say ?? [])]),
    ...half.topics.flatMap((topic) => topic.otherwise),
    ...half.agenda.flatMap((item) => item.say),
    ...half.ends.flatMap((rule) => rule.say),
  ];
  return [
    ...common.map((line) => ({ words: toWords(line), factId: null })),
    ...half.facts.flatMap((fact) => fact.say.map((line) => ({ words: toWords(line), factId: fact.id }))),
  ];
}

/** Whether the words are known lines one after the other and nothing else. Every position is tried once. */
function isPutTogether(
  words: readonly string[],
  byFirstWord: ReadonlyMap<string, readonly KnownLine[]>,
  isAllowed: (factId: string | null) => boolean,
): boolean {
  const reached = new Set([0]);
  const open = [0];
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    if (start === words.length) {
      return true;
    }
    const first = start;
    for (const line of byFirstWord.get(words[first] ?? "") ?? []) {
      const end = first + line.words.length;
      if (!reached.has(end) && isAllowed(line.factId) && line.words.every((word, offset) => words[first + offset] === word)) {
        reached.add(end);
        open.push(end);
      }
    }
  }
  return false;
}

function toWords(line: string): readonly string[] {
  return tokeniseWords(cleanMessage(line));
}

function toPadded(words: readonly string[]): string {
  return ` ${words.join(" ")} `;
}
