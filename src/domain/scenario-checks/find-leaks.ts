import type { Criterion } from "../rubric/rubric-check.ts";
import type { Collection } from "../scenarios/collection.ts";
import type { PrivateScenario, Scenario } from "../scenarios/scenario.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import { nameToWords, type PublicTexts, publicTexts } from "./public-texts.ts";

/** Words in a row that count as the same sentence. */
const LEAK_WORDS = 5;

/** A hidden thing by its name, and the texts that would give it away. */
type Secret = readonly [name: string, texts: readonly string[]];

/**
 * Private text in what the world may read of a scenario: key tokens of hidden facts, runs of five words of their lines, and what the rubric looks for or
 * compares with. Judges' criteria are no secrets by this rule: they say the brief again in other words.
 * @param collection whose public half is read too; null: the scenario alone.
 */
export function findLeaks(scenario: Scenario, collection: Collection | null): readonly string[] {
  const secrets = secretsOf(scenario.private);
  return [...publicTexts(scenario), ...(collection === null ? [] : textsOfCollection(collection))].flatMap(([place, texts]) => {
    const words = texts.map(toWords).join("|");
    const holds = (candidate: string) => toWords(candidate).trim() !== "" && words.includes(toWords(candidate));
    return secrets.flatMap(([name, secretTexts]) => {
      const leak = secretTexts.find(holds);
      return leak === undefined ? [] : [`${place} gives away ${name}: "${leak}"`];
    });
  });
}

function textsOfCollection({ slug, title, description, dimensions }: Collection): readonly PublicTexts[] {
  return [
    ["the collection's slug", [nameToWords(slug)]],
    ["the collection's title", [title]],
    ["the collection's description", [description]],
    ["the collection's dimensions", dimensions.flatMap((dimension) => [dimension.title, dimension.description])],
  ];
}

function secretsOf(half: PrivateScenario): readonly Secret[] {
  const { facts, scoring } = half;
  return [
    ...scoring.rubric.map(({ id, criterion }): Secret => [`check "${id}"`, wordsOfCriterion(criterion)]),
    ...facts
      .filter((fact) => fact.reveal !== "always")
      .map(
        ({ id, keyTokens, say, deflect, hint }): Secret => [
          `fact "${id}"`,
          [...keyTokens, ...[...say, ...deflect, ...(hint?.say ?? [])].flatMap(runsOfWords)],
        ],
      ),
  ];
}

/** The words a check looks for or compares with. Patterns are no secrets by this rule: what a request gives and an answer must keep is checked with one. */
function wordsOfCriterion(criterion: Criterion): readonly string[] {
  switch (criterion.kind) {
    case "phrases":
      return criterion.phrases;
    case "forbidden_claims":
      return criterion.claims;
    case "reference":
      return criterion.text === null ? [] : [criterion.text];
    default:
      return [];
  }
}

/** The text's words with a space around each, so that words are found whole. */
function toWords(text: string): string {
  return ` ${tokeniseWords(text).join(" ")} `;
}

function runsOfWords(line: string): readonly string[] {
  const words = tokeniseWords(line);
  return words
    .slice(0, Math.max(0, words.length - LEAK_WORDS + 1))
    .map((_word, index) => words.slice(index, index + LEAK_WORDS).join(" "));
}
