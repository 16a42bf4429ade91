import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readPairs } from "../../src/cli/demo/read-pairs.ts";
import { createPersonaEngine, type PersonaEngine } from "../../src/domain/persona/persona-engine.ts";
import { playPolicy } from "../../src/domain/scenario-checks/play-policy.ts";
import { compareRewards } from "../../src/domain/scoring/compare-rewards.ts";
import { readCollection } from "../../src/scenario-files/read-collection.ts";
import { shippedEngineTools } from "../../src/shipped-engine-tools.ts";

const llmbar = fileURLToPath(new URL("../../../shared/data/llmbar", import.meta.url));
const shipped = fileURLToPath(new URL("../../assets/demo-pairs.jsonl", import.meta.url));
const collection = fileURLToPath(new URL("../../scenarios/preference", import.meta.url));

function openGeneral(): PersonaEngine {
  const tools = shippedEngineTools();
  const reading = readCollection(collection, tools);
  const scenario = reading.ok ? reading.collection.scenarios.get("general") : undefined;
  if (!scenario) {
    throw new Error("scenarios/preference/general cannot be read");
  }
  return createPersonaEngine(scenario, tools);
}

function rewardOf(engine: PersonaEngine, request: string, message: string): number | null {
  return playPolicy(engine, 0, () => ({ message, toolCalls: [] }), { request, reference: null }).reward;
}

describe.skipIf(!existsSync(llmbar))(
  "the shipped preference rubric on the LLMBar pairs beside the project",
  { timeout: 60_000 },
  () => {
    it("scores every answer, and is right more often than preferring the longer one", () => {
      const engine = openGeneral();
      const { pairs } = readPairs(undefined, llmbar, shipped, 100);
      let right = 0;
      let longerRight = 0;
      for (const { prompt, chosen, rejected } of pairs) {
        const [better, worse] = [rewardOf(engine, prompt, chosen), rewardOf(engine, prompt, rejected)];
        expect(better).toBeTypeOf("number");
        expect(worse).toBeTypeOf("number");
        const { winner } = compareRewards(better ?? 0, worse ?? 0);
        right += winner === "a" ? 1 : winner === "tie" ? 0.5 : 0;
        longerRight += chosen.length > rejected.length ? 1 : 0;
      }
      expect(right).toBeGreaterThan(longerRight);
    });
  },
);

describe("the shipped preference rubric on the pairs that ship", () => {
  it("gives the same answer the same reward, whatever was scored before it", () => {
    const engine = openGeneral();
    const { pairs } = readPairs(undefined, "/nowhere", shipped, 100);
    const score = () => pairs.map(({ prompt, chosen }) => rewardOf(engine, prompt, chosen));
    const first = score();
    expect(first.every((reward) => reward !== null && reward >= 0 && reward <= 1)).toBe(true);
    expect(score()).toEqual(first);
  });
});
