import { countListItems } from "../count-list-items.ts";
import type { TextView } from "../text-view.ts";
import type { Constraint } from "./constraint.ts";
import { COUNT, readCount } from "./read-count.ts";

const VERB =
  "(?:list|name|give|provide|suggest|generate|write|create|propose|offer|share|identify|recommend|come up with|think of|tell|show|state|describe|outline|find|pick|brainstorm)";
const THINGS =
  "(?:examples?|reasons?|tips?|ideas?|ways?|steps?|facts?|benefits?|advantages?|disadvantages?|items?|things?|names?|titles?|headlines?|slogans?|synonyms?|antonyms?|adjectives?|verbs?|nouns?|words?|countries|cities|books?|movies?|films?|songs?|points?|suggestions?|recommendations?|strategies|methods?|techniques?|types?|kinds?|characteristics|features?|options?|alternatives?|causes?|effects?|sources?|topics?|activities|recipes?|ingredients?|places?|animals?|foods?|colou?rs?|hobbies|jokes?|quotes?|factors?|differences?|similarities|qualities|skills?|pros|cons|arguments?|hashtags?|tweets?|captions?)";
const LISTED = new RegExp(
  `\\b${VERB}\\s(?:me\\s|us\\s)?(?:at least\\s|the\\s)?(?:top\\s)?${COUNT}\\s(?:\\w{3,15}\\s){0,2}${THINGS}\\b`,
  "gi",
);
/** Verbs that ask for items whatever the noun: "name four planets". */
const LISTING_VERB = "(?:list|name|give me|suggest|recommend|brainstorm|think of|come up with)";
/** Plurals that measure a length or a time instead of counting items. */
const MEASURES =
  "(?:words|sentences|paragraphs|lines|pages|characters|letters|syllables|tokens|stanzas|verses|seconds|minutes|hours|days|weeks|months|years)";
const LISTED_ANYTHING = new RegExp(
  `\\b${LISTING_VERB}\\s(?:at least\\s|the\\s)?(?:top\\s)?${COUNT}\\s(?:\\w{3,15}\\s)?(?!${MEASURES}\\b)[a-z]{3,20}(?<!s)s\\b`,
  "gi",
);
const BULLETS = new RegExp(
  `\\b${COUNT}[\\s-](?:\\w{4,12}\\s)?(?:bullet points?|bullets?|bullet-points?|numbered points?|list items?)\\b`,
  "gi",
);
const IS_MINIMUM = /\bat least\s/i;
const FEWEST = 2;
const MOST = 100;
/** Fewer words than that are items to be given, more are a length. */
export const WORDS_AS_ITEMS_MAX = 9;

/** How many items a request asks for: "list five reasons", "give me 3 examples", "in 4 bullet points". One item is not told from an answer of one. */
export function readItemCounts(request: string): readonly Constraint[] {
  const bullets = [...request.matchAll(BULLETS)].flatMap((match) =>
    ofBullets(readCount(match[1] ?? ""), /at (?:least|most)\s$|up to\s$/i.test(before(request, match))),
  );
  const listed = [...request.matchAll(LISTED)];
  const more = [...request.matchAll(LISTED_ANYTHING)].filter((match) => listed.every(({ index }) => index !== match.index));
  const items = [...listed, ...more].flatMap((match) => ofItems(match[0], readCount(match[1] ?? "")));
  return [...bullets, ...items];
}

function before(request: string, match: RegExpMatchArray): string {
  return request.slice(Math.max(0, (match.index ?? 0) - 12), match.index ?? 0);
}

function ofBullets(count: number | null, isBound: boolean): readonly Constraint[] {
  return count === null || isBound
    ? []
    : [
        {
          about: "number of list items",
          isKept: (answer) => {
            const { bulleted, numbered } = countListItems(answer.markdown().lines);
            return bulleted === count || numbered === count || countTopItems(answer) === count;
          },
        },
      ];
}

function ofItems(asked: string, count: number | null): readonly Constraint[] {
  // "Write 200 words" is a length; "give me five words" are items.
  const most = /words$/i.test(asked) ? WORDS_AS_ITEMS_MAX : MOST;
  const isMinimum = IS_MINIMUM.test(asked);
  return count === null || count < FEWEST || count > most
    ? []
    : [
        {
          about: "number of items",
          isKept: (answer) => itemCounts(answer).some((items) => (isMinimum ? items >= count : items === count)),
        },
      ];
}

/** How many items an answer may be said to have: by its list, its lines, its enumeration or its paragraphs and sentences. Any form of giving so many is fine. */
function itemCounts(answer: TextView): readonly number[] {
  const { lines } = answer.markdown();
  const { bulleted, numbered } = countListItems(lines);
  if (bulleted + numbered >= FEWEST) {
    return [bulleted, numbered, bulleted + numbered, countTopItems(answer)];
  }
  const filled = lines.filter((line) => line.trim() !== "");
  const enumerated = filled.map((line) => line.split(/,\s(?:and\s|or\s)?|;\s|\sand\s/).length);
  const blocks = answer
    .markdown()
    .prose.split(/\n\s*\n/)
    .filter((block) => block.trim() !== "").length;
  return [filled.length, filled.length - 1, blocks, blocks - 1, blocks - 2, answer.sentences().length, ...enumerated];
}

/** Items of the outermost list: those with the least indentation. */
function countTopItems(answer: TextView): number {
  const indents = answer
    .markdown()
    .lines.map((line) => /^(\s*)(?:[-*+•]|\d{1,3}[.)]|\(\d{1,3}\))\s+\S/.exec(line)?.[1]?.length)
    .filter((indent) => indent !== undefined);
  const least = Math.min(...indents);
  return indents.filter((indent) => indent === least).length;
}
