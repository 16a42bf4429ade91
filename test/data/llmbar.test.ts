import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findDemoPairs } from "../../src/cli/demo/find-demo-pairs.ts";

const folder = fileURLToPath(new URL("../../../shared/data/llmbar", import.meta.url));
const shipped = fileURLToPath(new URL("../../assets/demo-pairs.jsonl", import.meta.url));

describe.skipIf(!existsSync(folder))("the LLMBar pairs beside the project", () => {
  it("are taken for the demo, evenly from the five subsets", async () => {
    const { name, pairs } = await findDemoPairs(undefined, folder, shipped, 100);
    expect(name).toBe(`LLMBar (objective gold labels) in ${folder}`);
    expect(pairs).toHaveLength(100);
    expect(new Set(pairs.map((pair) => pair.prompt)).size).toBeGreaterThan(95);
  });

  it("are all 419 where all are wanted, with two different answers each", async () => {
    const { pairs } = await findDemoPairs(undefined, folder, shipped, 10_000);
    expect(pairs).toHaveLength(419);
    expect(pairs.every((pair) => pair.chosen !== pair.rejected)).toBe(true);
  });
});

describe("the pairs that ship", () => {
  it("are taken where no data set is at hand", async () => {
    const { name, pairs } = await findDemoPairs(undefined, "/nowhere", shipped, 100);
    expect(name).toContain("ship");
    expect(pairs.length).toBeGreaterThanOrEqual(12);
  });
});
