import type { Scenario } from "../scenarios/scenario.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";

/** Words in a row that count as the same sentence. */
const LEAK_WORDS = 5;

/** Private text in the public half: key tokens of hidden facts, and runs of five words of hidden lines. */
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
    return hidden.flatMap((fact) => {
      const token = fact.keyTokens.find((candidate) => words.includes(` ${tokeniseWords(candidate).join(" ")} `));
      const run = fact.say.flatMap(runsOfWords).find((candidate) => words.includes(` ${candidate} `));
      const leak = token ?? run;
      return leak === undefined ? [] : [`${place} gives away fact "${fact.id}": "${leak}"`];
    });
  });
}

function runsOfWords(line: string): readonly string[] {
  const words = tokeniseWords(line);
  return words
    .slice(0, Math.max(0, words.length - LEAK_WORDS + 1))
    .map((_word, index) => words.slice(index, index + LEAK_WORDS).join(" "));
}
