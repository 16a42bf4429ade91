import { describe, expect, it } from "vitest";
import { PLAIN_ENGINE_TOOLS } from "../../test/doubles/engine-tools.ts";
import { fixtureScenario } from "../../test/doubles/fixture-scenario.ts";
import { BASELINES, type CheckedScenario } from "../domain/scenarios/scenario-test.ts";
import { playScenario } from "./play-scenario.ts";

/** What is printed to somebody who types these lines. */
async function play(lines: readonly string[]): Promise<readonly string[]> {
  const printed: string[] = [];
  const typed = [...lines];
  const scenario = fixtureScenario();
  const baselineCaps = Object.fromEntries(BASELINES.map((name) => [name, 1])) as CheckedScenario["baselineCaps"];
  const world = {
    print: (line: string) => void printed.push(line),
    warn: () => undefined,
    ask: async () => typed.shift() ?? null,
    readCollections: () => [
      { slug: "claims", collection: null, findings: [], scenarios: [{ scenario, checked: { tests: [], baselineCaps } }] },
    ],
    engineTools: () => PLAIN_ENGINE_TOOLS,
  };
  await playScenario(world, { name: "claims/caller", explain: false, seed: 1, directory: "scenarios" });
  return printed;
}

describe("playScenario", () => {
  it.each(["null", "5", "[1]", '"text"', "{"])("says of %s that it is no JSON object, and goes on", async (argument) => {
    const printed = await play([`/tool note ${argument}`, "/quit"]);
    expect(printed.slice(-2)).toEqual([`"${argument}" is no JSON object.`, "\nYou left."]);
  });
});
