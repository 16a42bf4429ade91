import { describe, expect, it } from "vitest";
import { PLAIN_ENGINE_TOOLS } from "../../../test/doubles/engine-tools.ts";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { ScenarioEngines } from "./scenario-engines.ts";

/** Engines that pause until they are let go on. */
function pausedEngines() {
  const waiting: (() => void)[] = [];
  const engines = new ScenarioEngines(PLAIN_ENGINE_TOOLS, 10, () => new Promise((resolve) => void waiting.push(resolve)));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const goOn = async () => {
    await settle();
    waiting.shift()?.();
    await settle();
  };
  return { engines, goOn };
}

describe("engines prepared in turn", () => {
  it("are built one between two pauses, however many are asked for at once", async () => {
    const { engines, goOn } = pausedEngines();
    const digests = ["one", "two", "three"];
    const asked = digests.map((digest) => engines.prepareInTurn({ ...fixtureScenario(), digest }));
    const built = () => digests.filter((digest) => engines.find(digest) !== null);
    const seen = [built()];
    for (const _ of digests) {
      await goOn();
      seen.push(built());
    }
    expect(seen).toEqual([[], ["one"], ["one", "two"], digests]);
    expect(await Promise.all(asked)).toEqual(digests.map((digest) => engines.find(digest)));
  });

  it("do not wait where the engine is there", async () => {
    const { engines } = pausedEngines();
    const scenario = fixtureScenario();
    const engine = engines.prepare(scenario);
    expect(await engines.prepareInTurn(scenario)).toBe(engine);
  });
});
