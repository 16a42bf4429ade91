import type { Criterion } from "../rubric/rubric-check.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";

/** Words in a row that count as the same sentence. */
const LEAK_WORDS = 5;

/** Private text in the public half: key tokens of hidden facts, runs of five words of hidden lines, and what the rubric looks for or compares with. */
export function findLeaks(scenario: Scenario): readonly string[] {
  const { title, policyBrief, tags, slug, opening, tools } = scenario.public;
  const publicTexts: readonly (readonly [string, string])[] = [
    ["public.title", title],
    ["public.policy_brief", policyBrief],
    ["public.tags", tags.join(" . ")],
    ["slug", slug.replaceAll("-", " ")],
    ["public.opening", opening.join(" . ")],
    ["public.tools", tools.map((tool) => `${tool.name} . ${tool.description}`).join(" . ")],
  ];
  const hidden = scenario.private.facts.filter((fact) => fact.reveal !== "always");
  return publicTexts.flatMap(([place, text]) => {
    const words = ` ${tokeniseWords(text).join(" ")} `;
    const holds = (candidate: string) => words.includes(` ${tokeniseWords(candidate).join(" ")} `);
    const givenAway = scenario.private.scoring.rubric.flatMap(({ id, criterion }) => {
      const leak = secretsOf(criterion).find(holds);
      return leak === undefined ? [] : [`${place} gives away check "${id}": "${leak}"`];
    });
    const disclosed = hidden.flatMap((fact) => {
      const token = fact.keyTokens.find(holds);
      const run = fact.say.flatMap(runsOfWords).find((candidate) => words.includes(` ${candidate} `));
      const leak = token ?? run;
      return leak === undefined ? [] : [`${place} gives away fact "${fact.id}": "${leak}"`];
    });
    return [...givenAway, ...disclosed];
  });
}

/** The words a check looks for or compares with. Patterns are no secrets by this rule: what a request gives and an answer must keep is checked with one. */
function secretsOf(criterion: Criterion): readonly string[] {
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

function runsOfWords(line: string): readonly string[] {
  const words = tokeniseWords(line);
  return words
    .slice(0, Math.max(0, words.length - LEAK_WORDS + 1))
    .map((_word, index) => words.slice(index, index + LEAK_WORDS).join(" "));
}
