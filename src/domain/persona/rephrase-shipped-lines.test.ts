import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PLAIN_ENGINE_TOOLS } from "../../../test/doubles/engine-tools.ts";
import { findCollectionFolders, readCollection } from "../../scenario-files/read-collection.ts";
import { findLineFault } from "./find-line-fault.ts";

const SHIPPED = fileURLToPath(new URL("../../../scenarios", import.meta.url));

describe("the lines of the scenarios that ship, in other words", () => {
  const scenarios = findCollectionFolders(SHIPPED).flatMap((folder) => {
    const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
    return reading.ok ? [...reading.collection.scenarios.values()] : [];
  });
  const lines = scenarios.flatMap((scenario) =>
    scenario.private.facts.map(({ id, say }) => ({ scenario, openedFacts: new Map([[id, 1]]), text: say[0] ?? "" })),
  );

  it("never tell a hidden fact in place of, or after, what was to be told", () => {
    const told = lines.flatMap((chosen) =>
      chosen.scenario.private.facts
        .filter(({ id, reveal }) => reveal !== "always" && !chosen.openedFacts.has(id))
        .flatMap(({ say }) => [say[0] ?? "", `${chosen.text} ${say[0]}`])
        .filter((wording) => findLineFault(chosen, wording) === null)
        .map((wording) => `${chosen.text} → ${wording}`),
    );
    expect(lines.length).toBeGreaterThan(300);
    expect(told).toEqual([]);
  });

  it("are taken nearly always where only a word stands before them", () => {
    const taken = lines.filter((chosen) => {
      const { text } = chosen;
      return findLineFault(chosen, `Well, ${text.charAt(0).toLowerCase()}${text.slice(1)}`) === null;
    });
    expect(taken.length / lines.length).toBeGreaterThan(0.9);
  });
});
