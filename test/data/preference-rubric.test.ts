import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findDemoPairs } from "../../src/cli/demo/find-demo-pairs.ts";
import { answerLength, lastRequestOf, type PreferencePair, toConversation } from "../../src/cli/pairs/preference-pair.ts";
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

function rewardOf(engine: PersonaEngine, pair: PreferencePair, side: "chosen" | "rejected"): number | null {
  const message = toConversation(pair, side).at(-1)?.content ?? "";
  return playPolicy(engine, 0, () => ({ message, toolCalls: [] }), { request: lastRequestOf(pair), reference: null }).reward;
}

describe.skipIf(!existsSync(llmbar))(
  "the shipped preference rubric on the LLMBar pairs beside the project",
  { timeout: 60_000 },
  () => {
    it("scores every answer, and is right more often than preferring the longer one", async () => {
      const engine = openGeneral();
      const { pairs } = await findDemoPairs(undefined, llmbar, shipped, 100);
      let right = 0;
      let longerRight = 0;
      for (const pair of pairs) {
        const [better, worse] = [rewardOf(engine, pair, "chosen"), rewardOf(engine, pair, "rejected")];
        expect(better).toBeTypeOf("number");
        expect(worse).toBeTypeOf("number");
        const { winner } = compareRewards(better ?? 0, worse ?? 0);
        right += winner === "a" ? 1 : winner === "tie" ? 0.5 : 0;
        longerRight += answerLength(pair, "chosen") > answerLength(pair, "rejected") ? 1 : 0;
      }
      expect(right).toBeGreaterThan(longerRight);
    });
  },
);

describe("the shipped preference rubric on the pairs that ship", () => {
  it("gives the same answer the same reward, whatever was scored before it", async () => {
    const engine = openGeneral();
    const { pairs } = await findDemoPairs(undefined, "/nowhere", shipped, 100);
    const score = () => pairs.map((pair) => rewardOf(engine, pair, "chosen"));
    const first = score();
    expect(first.every((reward) => reward !== null && reward >= 0 && reward <= 1)).toBe(true);
    expect(score()).toEqual(first);
  });
});
