import { isContentWord } from "../rubric/is-content-word.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { stemWord } from "../text/stem-word.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";

/** Words of a scenario's private half by their stems, less those that anyone may read or hear. */
export interface SecretStems {
  /** Of what is never said: the persona's description, what is scored, what ends the episode. */
  readonly always: ReadonlySet<string>;
  /** Of each fact, until it is open. */
  readonly byFact: ReadonlyMap<string, ReadonlySet<string>>;
}

const REMEMBERED = new WeakMap<Scenario, SecretStems>();

/** Reads them once a scenario. */
export function secretStems(scenario: Scenario): SecretStems {
  const known = REMEMBERED.get(scenario);
  if (known !== undefined) {
    return known;
  }
  const { persona, facts, milestones, minefields, ends, agenda, scoring, lines } = scenario.private;
  const open = new Set([...stringsOf(scenario.public), ...stringsOf(lines)].flatMap(stemsOf));
  const withoutOpen = (value: unknown) =>
    new Set(
      stringsOf(value)
        .flatMap(stemsOf)
        .filter((stem) => !open.has(stem)),
    );
  const secrets: SecretStems = {
    always: withoutOpen([persona.style, persona.knowledge, milestones, minefields, ends, agenda, scoring]),
    byFact: new Map(facts.map(({ id, say, keyTokens, hint }) => [id, withoutOpen([say, keyTokens, hint])])),
  };
  REMEMBERED.set(scenario, secrets);
  return secrets;
}

function stemsOf(text: string): readonly string[] {
  return tokeniseWords(text).filter(isContentWord).map(stemWord);
}

/** Every text within a value that was read from a file. */
function stringsOf(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
